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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.bridge.SLF4JBridgeHandler;

/// Starts the console. Does not extend `Application`, because such a class cannot be started from the class path.
public final class Launcher {

    private static final Logger LOG = LoggerFactory.getLogger(Launcher.class);

    private Launcher() {}

    /// Opens the window; or, without a display, runs the backend alone; or, with `-Dopsdeck.screens=DIR`, draws
    /// pictures of all pages and ends.
    public static void main(String[] args) throws InterruptedException {
        // Helidon and JavaFX log by java.util.logging.
        SLF4JBridgeHandler.removeHandlersForRootLogger();
        SLF4JBridgeHandler.install();
        try {
            start(LaunchOptions.of(System::getProperty, System::getenv));
        } catch (IOException e) {
            LOG.debug("Not started", e);
            System.err.println("Opsdeck could not start: " + e.getMessage());
            System.exit(1);
        }
    }

    private static void start(LaunchOptions options) throws IOException, InterruptedException {
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
        // Told to end by the system instead of the user: the database is closed all the same.
        Runtime.getRuntime()
                .addShutdownHook(Thread.ofPlatform().name("shutdown").unstarted(backend::close));
        SettingsFile.Loaded loaded = new SettingsFile(options.folders().settings(), InstantSource.system()).load();
        Instant jvmStart =
                Instant.ofEpochMilli(ManagementFactory.getRuntimeMXBean().getStartTime());
        Platform.startup(() -> open(backend, options, loaded, jvmStart));
    }

    private static void open(
            EmbeddedBackend backend, LaunchOptions options, SettingsFile.Loaded loaded, Instant jvmStart) {
        try {
            new OpsdeckApp(new Stage(), backend, options.folders(), loaded, new MemoryVault(), jvmStart).show();
        } catch (RuntimeException e) {
            LOG.error("The window could not be opened", e);
            backend.close();
            Platform.exit();
        }
    }
}
