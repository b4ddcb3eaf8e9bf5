package dev.opsdeck.console.analytics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opsdeck.api.analytics.AnalyticsMetric;
import dev.opsdeck.console.Views;
import dev.opsdeck.console.analytics.Wanted.Against;
import dev.opsdeck.console.connection.Failure.Offline;
import dev.opsdeck.console.connection.Failure.Reason;
import dev.opsdeck.console.live.Batch;
import dev.opsdeck.console.live.LinkState;
import dev.opsdeck.console.live.LiveModel;
import dev.opsdeck.console.task.DirectTasks;
import dev.opsdeck.console.ui.Formats;
import dev.opsdeck.console.ui.Fx;
import dev.opsdeck.console.ui.Pictures;
import dev.opsdeck.console.ui.ScriptedFileDialogs;
import dev.opsdeck.console.ui.SilentCommands;
import dev.opsdeck.console.ui.Theme;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.image.WritableImage;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Renders the page to target/pictures in both themes and every state that an operator can meet, and checks that
/// something was drawn. The pictures are for people to look at.
class AnalyticsPicturesTest {

    private static final Offline GONE = new Offline(Reason.GONE, "eu-prod", "eu.example:8080");

    enum Scene {
        REPORT,
        REPORT_BELOW,
        OWN_DAYS,
        ALONE,
        LONG_TEXTS,
        NONE,
        OLDER_SERVER,
        LOST_WITH_DATA,
        LOST_FROM_THE_START
    }

    private final FakeAnalyticsServer server = new FakeAnalyticsServer();
    private final SilentCommands commands = new SilentCommands();
    private final LiveModel live = new LiveModel();

    @ParameterizedTest
    @EnumSource
    void everyStateIsDrawnInBothThemes(Scene scene) throws Exception {
        prepare(scene);
        // The page beside the shell's list and bars: the window is 1000 x 700, or 900 x 600.
        draw(scene, Theme.Choice.LIGHT, 776, 612);
        draw(scene, Theme.Choice.DARK, 676, 512);
    }

    @Test
    void whatIsClickedOrTypedIsDone() throws Exception {
        List<String> seen = Fx.call(() -> {
            List<String> said = new ArrayList<>();
            live.apply(Batch.of(new LinkState.Live(FakeAnalyticsServer.NOW)));
            AnalyticsViewModel model = model();
            Parent page = page(model);
            Pictures.of(page, 776, 612, new Theme(Theme.Choice.LIGHT), () -> {
                model.shown();
                page.applyCss();
                page.layout();
                said.add("chart: " + label(page, "#chartTitle"));
                ((ToggleButton) page.lookup("#figure-clicks")).fire();
                said.add("chart: " + label(page, "#chartTitle"));
                press(page.lookup("#chart"), KeyCode.LEFT);
                said.add("day: " + label(page, "#day"));
                press(page.lookup("#chart"), KeyCode.HOME);
                said.add("day: " + label(page, "#day"));
                // A card that is chosen stays chosen.
                ((ToggleButton) page.lookup("#figure-clicks")).fire();
                said.add("chosen: " + ((ToggleButton) page.lookup("#figure-clicks")).isSelected());
                TableView<?> products = (TableView<?>) page.lookup("#products");
                products.getSelectionModel().select(1);
                press(products, KeyCode.ENTER);
                // By keys too.
                page.lookup("#days30").requestFocus();
                press(page.lookup("#days30"), KeyCode.RIGHT);
                said.add(label(page, "#caption"));
                ((ToggleButton) page.lookup("#days7")).fire();
                said.add(label(page, "#caption"));
                ((ToggleButton) page.lookup("#ownDays")).fire();
                said.add("from " + ((TextField) page.lookup("#ownFrom")).getText());
                ((TextField) page.lookup("#ownFrom")).setText("1.11.");
                ((Button) page.lookup("#ownShow")).fire();
                said.add(label(page, "#ownFault"));
                ((TextField) page.lookup("#ownFrom")).setText("2026-11-02");
                ((TextField) page.lookup("#ownTo")).setText("2026-11-01");
                ((Button) page.lookup("#ownShow")).fire();
                said.add(label(page, "#ownFault"));
                ((TextField) page.lookup("#ownTo")).setText("2026-11-03");
                ((Button) page.lookup("#ownShow")).fire();
                said.add(label(page, "#caption"));
            });
            return said;
        });

        assertThat(seen)
                .containsExactly(
                        "chart: Revenue, EUR by day",
                        "chart: Clicks by day",
                        "day: Thu 26 Nov: 1,112 · Tue 27 Oct: 992",
                        "day: Wed 28 Oct: 996 · Mon 28 Sep: 876",
                        "chosen: true",
                        "29 Aug – 26 Nov 2026 (UTC), 90 days, beside 31 May – 28 Aug 2026. Today counts until now.",
                        "20 Nov – 26 Nov 2026 (UTC), 7 days, beside 13 Nov – 19 Nov 2026. Today counts until now.",
                        "from 2026-11-20",
                        "Write days such as 2026-11-23.",
                        "The first day must not be after the last.",
                        "2 Nov – 3 Nov 2026 (UTC), 2 days, beside 31 Oct – 1 Nov 2026.");
        assertThat(commands.asked).containsExactly("open product 101");
        assertThat(server.calls).contains("products CLICKS null beside 2026-10-27 30 2026-11-26");
    }

    /// At the smallest window nothing is cut off at the right, and no word of the buttons is shortened.
    @Test
    void everythingFitsIntoTheSmallestWindow() throws Exception {
        AtomicReference<String> wrong = new AtomicReference<>("");
        Fx.call(() -> {
            live.apply(Batch.of(new LinkState.Live(FakeAnalyticsServer.NOW)));
            AnalyticsViewModel model = model();
            Parent page = page(model);
            return Pictures.of(page, 676, 512, new Theme(Theme.Choice.DARK), () -> {
                model.shown();
                page.applyCss();
                page.layout();
                for (String id :
                        List.of("#export", "#against", "#figure-views", "#products", "#platforms", "#days90")) {
                    Node node = page.lookup(id);
                    double right = node.localToScene(node.getLayoutBounds()).getMaxX();
                    double least = node instanceof javafx.scene.control.Control control ? control.minWidth(-1) : 0;
                    if (right > 676 - 24 || node.getLayoutBounds().getWidth() < least) {
                        wrong.set(wrong.get() + id + " ends at " + right + " ");
                    }
                }
            });
        });
        assertThat(wrong.get()).isEmpty();
    }

    private void draw(Scene scene, Theme.Choice choice, int width, int height) throws Exception {
        WritableImage picture = Fx.call(() -> {
            AnalyticsViewModel model = model();
            Parent page = page(model);
            return Pictures.of(page, width, height, new Theme(choice), () -> act(scene, model, page));
        });
        Pictures.save("analytics-" + scene, choice, width, picture);
        assertThat(Pictures.colours(picture)).hasSizeGreaterThan(20);
    }

    private AnalyticsViewModel model() {
        return new AnalyticsViewModel(
                () -> server,
                new SimpleObjectProperty<>("one"),
                live,
                new DirectTasks(),
                (state, title, text) -> {},
                InstantSource.fixed(FakeAnalyticsServer.NOW),
                new Formats(ZoneOffset.UTC));
    }

    private Parent page(AnalyticsViewModel model) {
        return new Views()
                .load(AnalyticsPage.FXML, () -> new AnalyticsController(model, commands, new ScriptedFileDialogs()))
                .root();
    }

    private void prepare(Scene scene) {
        live.apply(Batch.of(new LinkState.Live(FakeAnalyticsServer.NOW)));
        switch (scene) {
            case LONG_TEXTS -> {
                server.factor = 4_000_000;
                server.titles.set(0, "aVeryLongWord".repeat(30) + " <b>x");
                server.titles.set(1, "A title of many words that goes on and on ".repeat(8));
                server.platforms.set(0, "platform-".repeat(7));
                for (int i = 0; i < 45; i++) {
                    server.titles.add("Product " + i);
                }
            }
            case NONE -> server.first = FakeAnalyticsServer.TODAY.plusDays(1);
            case OLDER_SERVER -> server.older = true;
            case ALONE -> server.manyCurrencies = false;
            default -> {}
        }
    }

    private void act(Scene scene, AnalyticsViewModel model, Parent page) {
        server.failure = null;
        if (scene == Scene.LOST_FROM_THE_START) {
            lose();
        }
        if (scene == Scene.ALONE) {
            model.wanted().set(Wanted.last(90, Against.YEAR));
        }
        model.shown();
        page.applyCss();
        page.layout();
        switch (scene) {
            case REPORT -> {
                page.lookup("#chart").requestFocus();
                press(page.lookup("#chart"), KeyCode.HOME);
                for (int i = 0; i < 20; i++) {
                    press(page.lookup("#chart"), KeyCode.RIGHT);
                }
            }
            case REPORT_BELOW -> {
                model.metric().set(AnalyticsMetric.VIEWS);
                ((ScrollPane) page.lookup("#scroll")).setVvalue(1);
            }
            case LONG_TEXTS ->
                ((ScrollPane) page.lookup("#scroll")).setVvalue(page.getScene().getWidth() > 700 ? 0 : 0.2);
            case OWN_DAYS -> {
                model.choose(LocalDate.parse("2026-11-14"), LocalDate.parse("2026-11-20"));
                ((ToggleButton) page.lookup("#ownDays")).fire();
                ((TextField) page.lookup("#ownFrom")).setText("14.11.2026");
                ((Button) page.lookup("#ownShow")).fire();
            }
            case LOST_WITH_DATA -> {
                lose();
                model.read();
            }
            default -> {}
        }
        page.applyCss();
        page.layout();
    }

    private void lose() {
        server.failure = GONE;
        live.apply(Batch.of(new LinkState.Lost(FakeAnalyticsServer.NOW, GONE, null)));
    }

    private static String label(Parent page, String id) {
        return ((Label) page.lookup(id)).getText();
    }

    private static void press(Node node, KeyCode key) {
        node.fireEvent(new KeyEvent(KeyEvent.KEY_PRESSED, "", "", key, false, false, false, false));
    }
}
