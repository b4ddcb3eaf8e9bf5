package dev.opsdeck.console;

import dev.opsdeck.console.connection.EmbeddedBackend;
import dev.opsdeck.console.store.SettingsFile;
import dev.opsdeck.console.tokens.TokenPlace;
import dev.opsdeck.console.tokens.Tokens;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.logging.Level;
import java.util.logging.Logger;
import javafx.application.Platform;
import javafx.stage.Stage;
import org.slf4j.LoggerFactory;
import org.slf4j.bridge.SLF4JBridgeHandler;

/// Starts the console. Does not extend `Application`, because such a class cannot be started from the class path.
public final class Launcher {

    private Launcher() {}

    /// Opens the window; or, without a display, runs the backend alone; or, with `-Dopsdeck.screens=DIR`, draws
    /// pictures of all pages and ends.
    public static void main(String[] args) throws InterruptedException {
        LaunchOptions options = LaunchOptions.of(System::getProperty, System::getenv);
        try {
            if (options.screens() != null) {
                bridgeLogs();
                Screens.render(options.screens());
            } else if (options.display()) {
                openWindow(options);
            } else {
                bridgeLogs();
                BackendAlone.run(backend(options), options.folders(), System.out);
            }
        } catch (IOException e) {
            LoggerFactory.getLogger(Launcher.class).debug("Not started", e);
            System.err.println("Opsdeck could not start: " + e.getMessage());
            System.exit(1);
        }
    }

    /// What the window is made of.
    private record Parts(EmbeddedBackend backend, SettingsFile.Loaded settings, Instant jvmStart) {}

    /// Toolkit, logs, backend and settings start side by side; the toolkit first, because it takes longest.
    private static void openWindow(LaunchOptions options) throws IOException {
        CompletableFuture<Parts> parts = new CompletableFuture<>();
        // It warns, before our logs are there, of the class path, where it is on purpose.
        Logger toolkit = Logger.getLogger("javafx");
        toolkit.setLevel(Level.SEVERE);
        Platform.startup(() -> open(parts.join(), options));
        toolkit.setLevel(null);
        EmbeddedBackend backend = backend(options);
        backend.start();
        bridgeLogs();
        // Told to end by the system instead of the user: the database is closed all the same.
        Runtime.getRuntime()
                .addShutdownHook(Thread.ofPlatform().name("shutdown").unstarted(backend::close));
        SettingsFile.Loaded settings = new SettingsFile(options.folders().settings(), InstantSource.system()).load();
        Instant jvmStart =
                Instant.ofEpochMilli(ManagementFactory.getRuntimeMXBean().getStartTime());
        parts.complete(new Parts(backend, settings, jvmStart));
    }

    private static EmbeddedBackend backend(LaunchOptions options) {
        return new EmbeddedBackend(options.folders().data(), new SecureRandom());
    }

    /// Helidon and JavaFX log by java.util.logging.
    private static void bridgeLogs() {
        SLF4JBridgeHandler.removeHandlersForRootLogger();
        SLF4JBridgeHandler.install();
    }

    private static void open(Parts parts, LaunchOptions options) {
        try {
            new OpsdeckApp(
                            new Stage(),
                            parts.backend(),
                            options.folders(),
                            parts.settings(),
                            new Tokens(
                                    TokenPlace.named(parts.settings().settings().tokens()),
                                    options.folders().tokens(),
                                    new SecureRandom()),
                            parts.jvmStart())
                    .show();
        } catch (RuntimeException e) {
            LoggerFactory.getLogger(Launcher.class).error("The window could not be opened", e);
            parts.backend().close();
            Platform.exit();
        }
    }
}
