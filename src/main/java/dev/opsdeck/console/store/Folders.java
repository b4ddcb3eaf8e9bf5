package dev.opsdeck.console.store;

import java.nio.file.Path;
import java.util.Locale;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// Where the console keeps what: as each system wants it, or as `-Dopsdeck.data`, `-Dopsdeck.config`, `OPSDECK_DATA`
/// and `OPSDECK_CONFIG` say.
///
/// @param data   the embedded backend's database and feeds
/// @param config `console.json`
public record Folders(Path data, Path config) {

    /// @param property    reads a system property, null when it is not set
    /// @param environment reads an environment variable, null when it is not set
    public static Folders of(UnaryOperator<@Nullable String> property, UnaryOperator<@Nullable String> environment) {
        String os = text(property.apply("os.name"), "").toLowerCase(Locale.ROOT);
        Path home = Path.of(text(property.apply("user.home"), "."));
        Path data;
        Path config;
        if (os.contains("win")) {
            Path local = Path.of(text(
                    environment.apply("LOCALAPPDATA"),
                    home.resolve("AppData").resolve("Local").toString()));
            data = local.resolve("Opsdeck").resolve("data");
            config = local.resolve("Opsdeck");
        } else if (os.contains("mac")) {
            config = home.resolve("Library").resolve("Application Support").resolve("Opsdeck");
            data = config.resolve("data");
        } else {
            data = xdg(
                    environment.apply("XDG_DATA_HOME"), home.resolve(".local").resolve("share"));
            config = xdg(environment.apply("XDG_CONFIG_HOME"), home.resolve(".config"));
        }
        return new Folders(
                chosen(property.apply("opsdeck.data"), environment.apply("OPSDECK_DATA"), data),
                chosen(property.apply("opsdeck.config"), environment.apply("OPSDECK_CONFIG"), config));
    }

    /// The file of settings.
    public Path settings() {
        return config.resolve("console.json");
    }

    /// The file of tokens behind a passphrase.
    public Path tokens() {
        return config.resolve("tokens.vault");
    }

    private static Path xdg(@Nullable String folder, Path otherwise) {
        // The specification has relative paths ignored.
        Path base = folder != null && Path.of(folder).isAbsolute() ? Path.of(folder) : otherwise;
        return base.resolve("opsdeck");
    }

    private static Path chosen(@Nullable String property, @Nullable String variable, Path otherwise) {
        String chosen = text(property, text(variable, ""));
        return chosen.isEmpty() ? otherwise : Path.of(chosen).toAbsolutePath().normalize();
    }

    private static String text(@Nullable String value, String otherwise) {
        return value == null || value.isBlank() ? otherwise : value;
    }
}
