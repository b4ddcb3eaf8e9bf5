package dev.opsdeck.server;

import dev.opsdeck.server.loadrun.LoadCommand;
import dev.opsdeck.server.sync.SyncCommand;
import org.slf4j.bridge.SLF4JBridgeHandler;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/// The command line: `serve` (also without a sub-command), `sync`, `load`, `token`, `openapi`. Exit codes: 2 for wrong
/// use, 1 for
/// a failed task, others as the sub-command says. Each option is also an `OPSDECK_*` variable and a key of the file
/// given with `--config`.
@Command(
        name = "opsdeck-server",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = "The Opsdeck backend: catalogue, analytics and operations over HTTP.",
        subcommands = {
            ServeCommand.class,
            LoadCommand.class,
            SyncCommand.class,
            TokenCommand.class,
            OpenApiCommand.class
        })
public final class Main extends ServeOptions {

    private Main() {}

    public static void main(String[] args) {
        SLF4JBridgeHandler.removeHandlersForRootLogger();
        SLF4JBridgeHandler.install();
        System.exit(run(args));
    }

    /// Runs one command line and says its exit code.
    static int run(String... args) {
        CommandLine line = new CommandLine(new Main())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler((e, command, parsed) -> {
                    if (e instanceof StartFailure) {
                        command.getErr().println(e.getMessage());
                        return 1;
                    }
                    throw e;
                });
        DefaultsFromEnvironment defaults = new DefaultsFromEnvironment(System.getenv());
        setDefaults(line, defaults);
        return line.execute(defaults.takeConfig(args));
    }

    private static void setDefaults(CommandLine line, DefaultsFromEnvironment defaults) {
        line.setDefaultValueProvider(defaults);
        line.getSubcommands().values().forEach(sub -> setDefaults(sub, defaults));
    }
}
