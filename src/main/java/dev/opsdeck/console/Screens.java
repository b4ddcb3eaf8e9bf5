package dev.opsdeck.console;

import dev.opsdeck.console.connection.EmbeddedBackend;
import dev.opsdeck.console.store.ConsoleSettings;
import dev.opsdeck.console.store.Folders;
import dev.opsdeck.console.store.SettingsFile;
import dev.opsdeck.console.tokens.Tokens;
import dev.opsdeck.console.ui.Theme;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import javafx.application.Platform;
import javafx.stage.Stage;

/// `-Dopsdeck.screens=DIR`: opens the real console without a display on a backend in a temporary folder, lets it have
/// something to show, and draws every page in both themes to `DIR/<page>-<theme>.png`.
final class Screens {

    private static final double WIDTH = 1000;
    private static final double HEIGHT = 700;

    /// For what a page loads after it is shown.
    private static final Duration SETTLE = Duration.ofMillis(1_500);

    private final OpsdeckApp app;
    private final Path folder;
    private final CompletableFuture<Void> done;

    private record Picture(String page, Theme.Choice theme) {
        String file() {
            return page + "-" + theme.name().toLowerCase(Locale.ROOT) + ".png";
        }
    }

    private Screens(OpsdeckApp app, Path folder, CompletableFuture<Void> done) {
        this.done = done;
        this.app = app;
        this.folder = folder;
    }

    /// Blocks until all pictures are there.
    static void render(Path folder) throws IOException, InterruptedException {
        System.setProperty("glass.platform", "Headless");
        System.setProperty("prism.order", "sw");
        System.setProperty("java.awt.headless", "true");
        Path temporary = Files.createTempDirectory("opsdeck-screens");
        try (EmbeddedBackend backend = new EmbeddedBackend(temporary.resolve("data"), new SecureRandom())) {
            backend.start();
            Folders folders = new Folders(temporary.resolve("data"), temporary.resolve("config"));
            CompletableFuture<Void> done = new CompletableFuture<>();
            Platform.startup(() -> open(backend, folders, folder, done));
            done.get();
        } catch (ExecutionException e) {
            throw new IOException(
                    e.getCause() == null ? e.getMessage() : e.getCause().getMessage(), e);
        } finally {
            delete(temporary);
        }
    }

    private static void open(EmbeddedBackend backend, Folders folders, Path folder, CompletableFuture<Void> done) {
        SettingsFile.Loaded first = new SettingsFile.Loaded(ConsoleSettings.first(), null);
        OpsdeckApp app =
                new OpsdeckApp(new Stage(), backend, folders, first, Tokens.inMemory(folders.tokens()), Instant.now());
        Screens screens = new Screens(app, folder, done);
        app.show(WIDTH, HEIGHT);
        app.context()
                .tasks()
                .run(
                        "Make something to show",
                        () -> {
                            new SampleTraffic(app.context().active().get().api()).make();
                            return folder;
                        },
                        made -> screens.draw(screens.pictures().iterator()),
                        failure -> screens.done.completeExceptionally(new IOException(failure.text())));
    }

    private List<Picture> pictures() {
        List<Picture> pictures = new ArrayList<>();
        for (Theme.Choice theme : List.of(Theme.Choice.LIGHT, Theme.Choice.DARK)) {
            app.context().shell().pageIds().forEach(page -> pictures.add(new Picture(page, theme)));
        }
        return pictures;
    }

    private void draw(Iterator<Picture> pictures) {
        if (!pictures.hasNext()) {
            app.close();
            done.complete(null);
            return;
        }
        Picture picture = pictures.next();
        app.context().theme().choose(picture.theme());
        app.context().shell().show(picture.page());
        app.context().tasks().after(SETTLE, () -> {
            try {
                PngWriter.write(app.scene().snapshot(null), folder.resolve(picture.file()));
            } catch (IOException e) {
                done.completeExceptionally(e);
                return;
            }
            draw(pictures);
        });
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }
}
