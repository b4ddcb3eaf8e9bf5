package dev.opsdeck.console;

import static org.awaitility.Awaitility.await;

import dev.opsdeck.console.connection.ApiClient;
import dev.opsdeck.console.connection.EmbeddedBackend;
import dev.opsdeck.console.store.ConsoleSettings;
import dev.opsdeck.console.store.Folders;
import dev.opsdeck.console.store.SettingsFile;
import dev.opsdeck.console.tokens.Tokens;
import dev.opsdeck.console.ui.Fx;
import dev.opsdeck.console.ui.Hands;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Predicate;
import javafx.scene.Node;
import javafx.scene.control.Labeled;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;

/// The whole console in a window of 1000 x 700 with its backend on a free port, for tests that click. Closed by the
/// test.
final class RealConsole implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final EmbeddedBackend backend;
    private final OpsdeckApp app;

    /// @param folder for data and settings
    RealConsole(Path folder) throws Exception {
        backend = new EmbeddedBackend(folder.resolve("data"), new SecureRandom());
        backend.start();
        app = Fx.call(() -> {
            Stage stage = new Stage();
            OpsdeckApp made = new OpsdeckApp(
                    stage,
                    backend,
                    new Folders(folder.resolve("data"), folder.resolve("config")),
                    new SettingsFile.Loaded(ConsoleSettings.first(), null),
                    Tokens.inMemory(folder.resolve("tokens")),
                    Instant.now());
            made.show(1000, 700);
            return made;
        });
        await().atMost(PATIENCE)
                .until(() -> on(() -> app.context().live().link().get().live()));
    }

    /// The calls to its backend; they block.
    ApiClient api() {
        return on(() -> app.context().active().get()).api();
    }

    void show(String page) throws Exception {
        Fx.call(() -> {
            app.context().shell().show(page);
            return page;
        });
    }

    /// Clicks where the node is, as soon as it is there and can be used.
    void click(String query) {
        act(query, found -> !found.isDisabled(), Hands::click);
    }

    /// Clicks the label or the heading of a column that says that.
    void clickText(String text) {
        act(".label", found -> found instanceof Labeled labeled && text.equals(labeled.getText()), Hands::click);
    }

    /// Replaces the text of a field.
    void type(String query, String text) {
        click(query);
        push(KeyCode.CONTROL, KeyCode.A);
        write(text);
    }

    /// Presses the keys together.
    void push(KeyCode... keys) {
        on(() -> {
            Hands.push(keys);
            return keys;
        });
    }

    /// Writes into what has the focus.
    void write(String text) {
        on(() -> {
            Hands.write(app.scene(), text);
            return text;
        });
    }

    /// Waits until the label says that.
    String says(String query, Predicate<String> expected) {
        AtomicReference<String> said = new AtomicReference<>("");
        act(
                query,
                found -> found instanceof Labeled text && expected.test(text.getText()),
                found -> said.set(((Labeled) found).getText()));
        return Objects.requireNonNull(said.get());
    }

    /// Waits until the node is seen and as expected.
    Node there(String query, Predicate<Node> expected) {
        return act(query, expected, found -> {});
    }

    /// Does it as soon as the node is seen and as expected, before anything can change that.
    private Node act(String query, Predicate<Node> expected, Consumer<Node> deed) {
        Optional<Node> node = await("seen: " + query)
                .atMost(PATIENCE)
                .until(
                        () -> on(() -> {
                            Optional<Node> found = app.scene().getRoot().lookupAll(query).stream()
                                    .filter(RealConsole::seen)
                                    .filter(expected)
                                    .findFirst();
                            found.ifPresent(deed);
                            return found;
                        }),
                        Optional::isPresent);
        return node.orElseThrow();
    }

    private static boolean seen(Node node) {
        for (Node at = node; at != null; at = at.getParent()) {
            if (!at.isVisible()) {
                return false;
            }
        }
        return node.getScene() != null;
    }

    static <T> T on(Callable<T> work) {
        try {
            return Fx.call(work);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    /// As the application closes, but for the toolkit, which the next test needs.
    @Override
    public void close() {
        on(() -> {
            app.scene().getWindow().hide();
            app.context().close();
            return app;
        });
        backend.close();
    }
}
