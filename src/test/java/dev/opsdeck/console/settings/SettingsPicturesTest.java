package dev.opsdeck.console.settings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opsdeck.console.Views;
import dev.opsdeck.console.connection.EmbeddedBackend;
import dev.opsdeck.console.connection.HttpClients;
import dev.opsdeck.console.connection.MemoryVault;
import dev.opsdeck.console.connection.Remote;
import dev.opsdeck.console.connection.SelfSigned;
import dev.opsdeck.console.connection.ServerDraft;
import dev.opsdeck.console.connection.Servers;
import dev.opsdeck.console.live.FirstTile;
import dev.opsdeck.console.live.LiveModel;
import dev.opsdeck.console.store.ConsoleSettings;
import dev.opsdeck.console.store.Folders;
import dev.opsdeck.console.store.Settings;
import dev.opsdeck.console.store.SettingsFile;
import dev.opsdeck.console.task.DirectTasks;
import dev.opsdeck.console.task.OwnCost;
import dev.opsdeck.console.task.ProcessMeter;
import dev.opsdeck.console.tokens.Tokens;
import dev.opsdeck.console.ui.Fx;
import dev.opsdeck.console.ui.Overlay;
import dev.opsdeck.console.ui.Pictures;
import dev.opsdeck.console.ui.Theme;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Labeled;
import javafx.scene.control.TextField;
import javafx.scene.control.TextInputControl;
import javafx.scene.image.WritableImage;
import javafx.scene.layout.StackPane;
import javafx.scene.text.Text;
import mockwebserver3.MockWebServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Renders the page and the dialog of a server to target/pictures, and checks that nothing that a person must read or
/// press is cut off. The pictures are for people to look at.
class SettingsPicturesTest {

    private static final String LONG_NAME = "a server whose name has sixty-four characters, as many as it may";
    private static final String LONG_ADDRESS =
            "https://opsdeck-of-the-second-largest-shop.eu-central-1.internal.example.org:18443";
    private static final Path LONG_FOLDER = Path.of("/home/somebody-with-a-long-name/.local/share/opsdeck of the year")
            .resolve("a folder within a folder within a folder within a folder")
            .resolve("data");

    @TempDir
    private Path folder;

    private final DirectTasks tasks = new DirectTasks();
    private final HttpClients http = new HttpClients();
    private final MemoryVault vault = new MemoryVault();
    private EmbeddedBackend backend;

    enum Scene {
        FIRST,
        USUAL,
        LONG_TEXTS
    }

    @BeforeEach
    void prepare() {
        // Never asked for anything, so it never starts.
        backend = new EmbeddedBackend(folder, new SecureRandom());
    }

    @AfterEach
    void close() {
        http.close();
        backend.close();
    }

    @ParameterizedTest
    @EnumSource
    void thePageIsDrawnInBothThemes(Scene scene) throws Exception {
        // All of the page at once, beside the shell's list: the window is 1000 or 900 wide.
        draw(scene, Theme.Choice.LIGHT, 776, 1_250);
        draw(scene, Theme.Choice.DARK, 676, 1_250);
        if (scene == Scene.USUAL) {
            draw(scene, Theme.Choice.LIGHT, 677, 512);
        }
    }

    private void draw(Scene scene, Theme.Choice choice, int width, int height) throws Exception {
        List<String> cut = new ArrayList<>();
        WritableImage picture = Fx.call(() -> {
            try (OwnCost cost = new OwnCost(tasks, meter(), new AtomicLong()::incrementAndGet)) {
                Parent page = page(scene, cost);
                return Pictures.of(new StackPane(page), width, height, new Theme(choice), () -> {
                    act(scene, page);
                    page.applyCss();
                    page.layout();
                    cut.addAll(cut(page));
                });
            }
        });
        Pictures.save("settings-" + scene, choice, width, picture);
        assertThat(Pictures.colours(picture)).hasSizeGreaterThan(10);
        assertThat(cut).as("%s %d", scene, width).isEmpty();
    }

    @Test
    void theDialogOfAServerIsDrawnWithItsProblemAndTheCertificate() throws Exception {
        try (MockWebServer tls = SelfSigned.server(folder)) {
            Servers servers = servers(Scene.LONG_TEXTS);
            Remote known = (Remote) servers.list().getLast();
            for (Theme.Choice theme : List.of(Theme.Choice.LIGHT, Theme.Choice.DARK)) {
                List<String> cut = new ArrayList<>();
                WritableImage picture = Fx.call(() -> {
                    StackPane layer = new StackPane();
                    ServerDialog dialog =
                            new ServerDialog(servers, tasks, new Overlay(layer), new Views(), failure -> {});
                    return Pictures.of(layer, 900, 600, new Theme(theme), () -> {
                        dialog.edit(known);
                        ((TextInputControl) find(layer, "#address")).setText("https://127.0.0.1:" + tls.getPort());
                        ((ButtonBase) find(layer, "#save")).fire();
                        layer.applyCss();
                        layer.layout();
                        cut.addAll(cut(layer));
                    });
                });
                Pictures.save("settings-dialog", theme, 900, picture);
                assertThat(cut).isEmpty();
            }
        }
    }

    private Parent page(Scene scene, OwnCost cost) {
        Servers servers = servers(scene);
        SettingsFile file = new SettingsFile(folder.resolve("console.json"), InstantSource.fixed(Instant.EPOCH));
        Settings settings = new Settings(file, ConsoleSettings.first(), tasks, problem -> {});
        tasks.tick();
        Parent tokens = SettingsPage.tokens(
                Tokens.inMemory(folder.resolve("tokens")), servers, settings, tasks, new Views(), () -> {});
        Path data = scene == Scene.LONG_TEXTS ? LONG_FOLDER : Path.of("/home/anna/.local/share/opsdeck");
        SettingsViewModel model = new SettingsViewModel(
                servers,
                settings,
                new Folders(data, data),
                cost,
                new FirstTile(new LiveModel(), Instant.EPOCH, InstantSource.fixed(Instant.EPOCH)),
                choice -> {});
        return new Views()
                .load(
                        "/dev/opsdeck/console/settings/settings.fxml",
                        () -> new SettingsController(model, () -> {}, edit -> {}, remove -> {}, tokens))
                .root();
    }

    private Servers servers(Scene scene) {
        List<ServerDraft> remembered = switch (scene) {
            case FIRST -> List.of();
            case USUAL ->
                List.of(
                        new ServerDraft("a", "eu-prod", "https://eu.example.org", "", null),
                        new ServerDraft("b", "staging", "http://10.0.0.7:8080", "", null));
            case LONG_TEXTS -> List.of(new ServerDraft("a", LONG_NAME, LONG_ADDRESS, "", null));
        };
        return new Servers(http, backend, vault, remembered, () -> "new", kept -> {});
    }

    private void act(Scene scene, Parent page) {
        if (scene == Scene.LONG_TEXTS) {
            ((CheckBox) find(page, "#messagesQuiet")).setSelected(true);
            ((TextField) find(page, "#quietFrom")).setText("a quarter to ten");
            ((ButtonBase) find(page, "#tokens-PASSPHRASE")).fire();
            ((TextInputControl) find(page, "#words")).setText("short");
            ((ButtonBase) find(page, "#unlock")).fire();
        }
        if (scene != Scene.FIRST) {
            tasks.tick();
        }
    }

    private static Node find(Parent in, String query) {
        return Objects.requireNonNull(in.lookup(query), query);
    }

    /// Texts that end in dots or go on beyond their field and have no tooltip that says all.
    private static List<String> cut(Parent root) {
        List<String> cut = new ArrayList<>();
        for (Node node : root.lookupAll(".label,.button,.toggle-button,.check-box")) {
            Labeled labeled = (Labeled) node;
            if (labeled.lookup(".text") instanceof Text shown
                    && shown.getText().endsWith("...")
                    && labeled.getTooltip() == null) {
                cut.add(labeled.getText());
            }
        }
        for (Node node : root.lookupAll(".text-field")) {
            TextField field = (TextField) node;
            if (!field.isEditable() && field.getTooltip() == null) {
                cut.add(field.getText());
            }
        }
        return cut;
    }

    private static ProcessMeter meter() {
        return new ProcessMeter() {
            @Override
            public long cpuNanos() {
                return 3;
            }

            @Override
            public long heapUsed() {
                return 1_022L << 20;
            }

            @Override
            public long heapMax() {
                return 2_048L << 20;
            }

            @Override
            public long resident() {
                return 1_300L << 20;
            }
        };
    }
}
