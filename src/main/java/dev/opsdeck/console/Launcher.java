package dev.opsdeck.console;

import dev.opsdeck.console.connection.EmbeddedBackend;
import dev.opsdeck.console.connection.MemoryVault;
import dev.opsdeck.console.store.SettingsFile;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import javafx.application.Platform;
import javafx.stage.Stage;

/// Starts the console. Does not extend `Application`, because such a class cannot be started from the class path.
public final class Launcher {

    private Launcher() {}

    /// Opens the window; or, without a display, runs the backend alone; or, with `-Dopsdeck.screens=DIR`, draws
    /// pictures of all pages and ends.
    public static void main(String[] args) throws IOException, InterruptedException {
        LaunchOptions options = LaunchOptions.of(System::getProperty, System::getenv);
        if (options.screens() != null) {
            Screens.render(options.screens());
            return;
        }
        EmbeddedBackend backend = new EmbeddedBackend(options.folders().data(), new SecureRandom());
        if (!options.display()) {
            BackendAlone.run(backend, options.folders(), System.out);
            return;
        }
        // Backend and toolkit start side by side.
        backend.start();
        SettingsFile.Loaded loaded = new SettingsFile(options.folders().settings(), InstantSource.system()).load();
        Instant jvmStart =
                Instant.ofEpochMilli(ManagementFactory.getRuntimeMXBean().getStartTime());
        Platform.startup(() ->
                new OpsdeckApp(new Stage(), backend, options.folders(), loaded, new MemoryVault(), jvmStart).show());
    }
}
