package dev.opsdeck.console;

import dev.opsdeck.console.connection.EmbeddedBackend;
import dev.opsdeck.console.live.LiveModel;
import dev.opsdeck.console.shell.ShellController;
import dev.opsdeck.console.store.ConsoleSettings;
import dev.opsdeck.console.store.Folders;
import dev.opsdeck.console.store.SettingsFile;
import dev.opsdeck.console.tokens.Tokens;
import dev.opsdeck.console.ui.Fx;
import dev.opsdeck.console.ui.Theme;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import javafx.scene.Scene;
import javafx.stage.Stage;

/// The whole console of a test: a window on the headless platform over a real backend on a free port.
public final class Console implements AutoCloseable {

    private final EmbeddedBackend backend;
    private final OpsdeckApp app;

    private Console(EmbeddedBackend backend, OpsdeckApp app) {
        this.backend = backend;
        this.app = app;
    }

    /// Opens it.
    public static Console open(Path folder, ConsoleSettings settings, double width, double height) throws Exception {
        EmbeddedBackend backend = new EmbeddedBackend(folder.resolve("data"), new SecureRandom());
        backend.start();
        Folders folders = new Folders(folder.resolve("data"), folder.resolve("config"));
        OpsdeckApp app = Fx.call(() -> {
            OpsdeckApp opened = new OpsdeckApp(
                    new Stage(),
                    backend,
                    folders,
                    new SettingsFile.Loaded(settings, null),
                    Tokens.inMemory(folder.resolve("tokens")),
                    Instant.now());
            opened.show(width, height);
            return opened;
        });
        return new Console(backend, app);
    }

    AppContext context() {
        return app.context();
    }

    public ShellController shell() {
        return app.context().shell();
    }

    public LiveModel live() {
        return app.context().live();
    }

    public Theme theme() {
        return app.context().theme();
    }

    public ConsoleSettings settings() {
        return app.context().settings().get();
    }

    public Scene scene() {
        return app.scene();
    }

    public EmbeddedBackend backend() {
        return backend;
    }

    /// Closes the window as its user would, but leaves the toolkit to the other tests.
    @Override
    public void close() {
        try {
            Fx.call(() -> {
                app.end();
                return true;
            });
        } catch (Exception e) {
            throw new AssertionError("The window did not close", e);
        } finally {
            backend.close();
        }
    }
}
