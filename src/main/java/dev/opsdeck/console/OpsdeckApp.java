package dev.opsdeck.console;

import dev.opsdeck.console.connection.EmbeddedBackend;
import dev.opsdeck.console.desktop.AwtTray;
import dev.opsdeck.console.live.FxPulse;
import dev.opsdeck.console.store.ConsoleSettings.WindowPlace;
import dev.opsdeck.console.store.Folders;
import dev.opsdeck.console.store.SettingsFile;
import dev.opsdeck.console.tokens.Tokens;
import dev.opsdeck.console.ui.State;
import dev.opsdeck.console.ui.SystemFileDialogs;
import dev.opsdeck.console.ui.WindowNotices;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import javafx.application.Platform;
import javafx.geometry.Rectangle2D;
import javafx.scene.Scene;
import javafx.scene.image.Image;
import javafx.stage.Screen;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The window's life: opened where it was, closed without waiting for anything. JavaFX thread only.
final class OpsdeckApp {

    private static final Logger LOG = LoggerFactory.getLogger(OpsdeckApp.class);
    private static final double MIN_WIDTH = 900;
    private static final double MIN_HEIGHT = 600;

    private final Stage stage;
    private final EmbeddedBackend backend;
    private final AppContext context;

    OpsdeckApp(
            Stage stage,
            EmbeddedBackend backend,
            Folders folders,
            SettingsFile.Loaded loaded,
            Tokens tokens,
            Instant jvmStart) {
        this.stage = stage;
        this.backend = backend;
        WindowNotices notices = new WindowNotices(() -> stage);
        context = new AppContext(new AppContext.Outside(
                backend,
                folders,
                loaded,
                tokens,
                notices,
                new SystemFileDialogs(() -> stage),
                InstantSource.system(),
                ZoneId.systemDefault(),
                jvmStart,
                () -> stage.isShowing() && !stage.isIconified(),
                () -> AwtTray.open(FxPulse.of(this::toFront)::request)));
        Scene scene = new Scene(context.views()
                .load("/dev/opsdeck/console/shell/shell.fxml", context::shell)
                .root());
        context.theme().style(scene);
        context.shell().install(scene);
        stage.setScene(scene);
        stage.setTitle("Opsdeck");
        stage.setMinWidth(MIN_WIDTH);
        stage.setMinHeight(MIN_HEIGHT);
        addIcon();
        place(loaded.settings().window());
        stage.setOnCloseRequest(request -> close());
        Path aside = loaded.keptAside();
        if (aside != null) {
            stage.setOnShown(shown -> notices.show(
                    State.WARNING,
                    "Settings not readable",
                    "Opsdeck starts with new settings; the old file is kept as " + aside + "."));
        }
    }

    AppContext context() {
        return context;
    }

    void show() {
        stage.show();
    }

    /// Shows it in a given size, whatever it was before.
    void show(double width, double height) {
        stage.setWidth(width);
        stage.setHeight(height);
        stage.show();
    }

    Scene scene() {
        return stage.getScene();
    }

    private void addIcon() {
        try (InputStream icon = OpsdeckApp.class.getResourceAsStream("assets/icon.png")) {
            if (icon != null) {
                stage.getIcons().add(new Image(icon));
            }
        } catch (IOException e) {
            LOG.warn("The icon was not read", e);
        }
    }

    /// Where it was, unless that screen is gone.
    private void place(@Nullable WindowPlace before) {
        stage.setWidth(1280);
        stage.setHeight(800);
        if (before == null) {
            return;
        }
        boolean visible =
                Screen.getScreensForRectangle(before.x(), before.y(), before.width(), before.height()).stream()
                        .map(Screen::getVisualBounds)
                        .anyMatch(bounds -> bounds.intersects(
                                new Rectangle2D(before.x(), before.y(), Math.max(1, before.width()), 32)));
        if (visible) {
            stage.setX(before.x());
            stage.setY(before.y());
        }
        stage.setWidth(Math.max(MIN_WIDTH, before.width()));
        stage.setHeight(Math.max(MIN_HEIGHT, before.height()));
        stage.setMaximized(before.maximized());
    }

    private void toFront() {
        stage.setIconified(false);
        stage.toFront();
        stage.requestFocus();
    }

    /// The window goes at once; the rest ends behind it.
    void close() {
        end();
        Platform.exit();
        Thread.ofPlatform().name("backend-stop").start(backend::close);
    }

    /// Remembers where the window was and ends what the console runs; toolkit and backend go on.
    void end() {
        WindowPlace before = context.settings().get().window();
        boolean full = stage.isMaximized();
        WindowPlace now = full && before != null
                ? new WindowPlace(before.x(), before.y(), before.width(), before.height(), true)
                : new WindowPlace(stage.getX(), stage.getY(), stage.getWidth(), stage.getHeight(), full);
        context.settings().update(settings -> settings.withWindow(now));
        stage.hide();
        try {
            context.close();
        } catch (IOException e) {
            LOG.error("The settings were not written", e);
        }
    }
}
