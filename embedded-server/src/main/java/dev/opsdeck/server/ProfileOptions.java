package dev.opsdeck.server;

import dev.opsdeck.server.profiles.ProfileSettings;
import java.util.Locale;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// The options of profiles.
final class ProfileOptions {

    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Option(
            names = "--profiles",
            defaultValue = "sampled",
            description = "How the process is profiled (${DEFAULT-VALUE}): sampled all the time, on-demand, or off.")
    private String mode = "sampled";

    ProfileSettings settings() {
        return switch (mode.strip().toLowerCase(Locale.ROOT)) {
            case "sampled" -> new ProfileSettings(ProfileSettings.Mode.SAMPLED);
            case "on-demand" -> new ProfileSettings(ProfileSettings.Mode.ON_DEMAND);
            case "off" -> new ProfileSettings(ProfileSettings.Mode.OFF);
            default ->
                throw new CommandLine.ParameterException(
                        spec.commandLine(), "--profiles must be sampled, on-demand or off.");
        };
    }
}
