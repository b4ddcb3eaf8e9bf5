package dev.opsdeck.server;

import io.helidon.config.Config;
import io.helidon.config.ConfigSources;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;

/// Where an option's value comes from when the command line does not give it: first `OPSDECK_NAME`, then the key `name`
/// of the YAML file. One rule for every option of every sub-command.
final class DefaultsFromEnvironment implements IDefaultValueProvider {

    private static final String CONFIG = "--config";

    private final Map<String, String> environment;
    private @Nullable Config file;

    DefaultsFromEnvironment(Map<String, String> environment) {
        this.environment = environment;
    }

    /// Reads the file that `--config FILE` or `OPSDECK_CONFIG` names, before the options are parsed.
    ///
    /// @return the arguments as they were: `--config` is an ordinary option, too
    String[] takeConfig(String[] args) {
        String path = environment.get("OPSDECK_CONFIG");
        for (int i = 0; i < args.length; i++) {
            if (args[i].equals(CONFIG) && i + 1 < args.length) {
                path = args[i + 1];
            } else if (args[i].startsWith(CONFIG + "=")) {
                path = args[i].substring(CONFIG.length() + 1);
            }
        }
        if (path != null && Files.isReadable(Path.of(path))) {
            file = Config.builder(ConfigSources.file(path))
                    .disableEnvironmentVariablesSource()
                    .disableSystemPropertiesSource()
                    .build();
        }
        return args;
    }

    @Override
    public @Nullable String defaultValue(ArgSpec argument) {
        if (!(argument instanceof OptionSpec option) || !option.longestName().startsWith("--")) {
            return null;
        }
        String name = option.longestName().substring(2);
        String variable =
                environment.get("OPSDECK_" + name.toUpperCase(Locale.ROOT).replace('-', '_'));
        if (variable != null) {
            return variable;
        }
        return file == null ? null : file.get(name).asString().orElse(null);
    }
}
