package dev.opsdeck.console.ui;

import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import javafx.application.Platform;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.image.WritableImage;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;

/// Runs pieces of a test on the JavaFX thread of the headless platform, and takes pictures.
public final class Fx {

    private Fx() {}

    /// Runs and waits; what is thrown there is thrown here.
    public static <T extends @Nullable Object> T call(Callable<T> work) throws Exception {
        start();
        CompletableFuture<T> result = new CompletableFuture<>();
        Platform.runLater(() -> {
            try {
                result.complete(work.call());
            } catch (Throwable e) {
                result.completeExceptionally(e);
            }
        });
        return result.get(30, TimeUnit.SECONDS);
    }

    /// As [#call], for the middle of a test that may not throw.
    public static <T extends @Nullable Object> T on(Callable<T> work) {
        try {
            return call(work);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    /// Runs and waits.
    public static void on(Runnable work) {
        on(Executors.callable(work));
    }

    /// A picture of what a window of that size would show. The theme ends with it.
    public static WritableImage picture(Parent root, double width, double height, Theme theme) {
        Scene scene = new Scene(new StackPane(root), width, height);
        theme.style(scene);
        Stage stage = new Stage();
        stage.setScene(scene);
        stage.show();
        root.applyCss();
        root.layout();
        WritableImage picture = scene.snapshot(null);
        stage.hide();
        theme.close();
        return picture;
    }

    private static void start() {
        try {
            Platform.startup(() -> {});
        } catch (IllegalStateException alreadyStarted) {
            // Another test of this process was first.
        }
        Platform.setImplicitExit(false);
    }
}
