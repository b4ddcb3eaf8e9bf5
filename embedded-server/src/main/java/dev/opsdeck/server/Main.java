package dev.opsdeck.server;

import dev.opsdeck.server.loadrun.LoadCommand;
import dev.opsdeck.server.sync.SyncCommand;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.slf4j.bridge.SLF4JBridgeHandler;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/// The command line: `serve` (also without a sub-command), `sync`, `load`, `token`, `openapi`. Exit codes: 2 for wrong
/// use, 1 for a failed task, others as the sub-command says. Each option is also an `OPSDECK_*` variable and a key of
/// the file given with `--config`.
@Command(
        name = "opsdeck-server",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        synopsisSubcommandLabel = "[COMMAND]",
        description = "The Opsdeck backend: catalogue, analytics and operations over HTTP. Without a command it serves:"
                + " 'opsdeck-server serve --help' shows with which options.")
public final class Main {

    /// In the order of the help.
    private static final SequencedMap<String, Supplier<Object>> COMMANDS = commands();

    /// What belongs to no sub-command when it comes first.
    private static final Set<String> OWN = Set.of("-h", "--help", "-V", "--version");

    private Main() {}

    public static void main(String[] args) {
        SLF4JBridgeHandler.removeHandlersForRootLogger();
        SLF4JBridgeHandler.install();
        System.exit(run(args));
    }

    /// Runs one command line and says its exit code.
    static int run(String... args) {
        DefaultsFromEnvironment defaults = new DefaultsFromEnvironment(System.getenv());
        String[] whole = withCommand(args);
        return line(whole[0], defaults)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler((wrong, given) -> tellWrongUse(wrong))
                .setExecutionExceptionHandler((e, command, parsed) -> {
                    if (e instanceof StartFailure) {
                        command.getErr().println(e.getMessage());
                        return 1;
                    }
                    throw e;
                })
                .execute(defaults.takeConfig(whole));
    }

    /// Without the whole help, which would push the sentence out of sight.
    private static int tellWrongUse(ParameterException wrong) {
        CommandLine command = wrong.getCommandLine();
        PrintWriter err = command.getErr();
        err.println(wrong.getMessage());
        UnmatchedArgumentException.printSuggestions(wrong, err);
        err.println("Try '" + command.getCommandSpec().qualifiedName() + " --help'.");
        return CommandLine.ExitCode.USAGE;
    }

    private static String[] withCommand(String[] args) {
        boolean serves = args.length == 0 || (args[0].startsWith("-") && !OWN.contains(args[0]));
        return serves ? Stream.concat(Stream.of("serve"), Stream.of(args)).toArray(String[]::new) : args;
    }

    /// With the sub-command alone that is wanted: reading the options of all of them makes a start noticeably longer.
    private static CommandLine line(String wanted, DefaultsFromEnvironment defaults) {
        CommandLine line = new CommandLine(new Main());
        boolean known = COMMANDS.containsKey(wanted);
        COMMANDS.forEach((name, made) -> {
            if (!known || name.equals(wanted)) {
                line.addSubcommand(new CommandLine(made.get()).setDefaultValueProvider(defaults));
            }
        });
        return line;
    }

    private static SequencedMap<String, Supplier<Object>> commands() {
        SequencedMap<String, Supplier<Object>> commands = new LinkedHashMap<>();
        commands.put("serve", ServeCommand::new);
        commands.put("load", LoadCommand::new);
        commands.put("sync", SyncCommand::new);
        commands.put("token", TokenCommand::new);
        commands.put("openapi", OpenApiCommand::new);
        return commands;
    }
}
