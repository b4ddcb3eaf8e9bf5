package dev.opsdeck.console.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opsdeck.api.alerts.Alert;
import dev.opsdeck.api.alerts.AlertRecording;
import dev.opsdeck.api.alerts.AlertRule;
import dev.opsdeck.api.alerts.AlertState;
import dev.opsdeck.api.alerts.BacktestReport;
import dev.opsdeck.api.alerts.Channel;
import dev.opsdeck.api.alerts.ChannelKind;
import dev.opsdeck.api.alerts.Recurrence;
import dev.opsdeck.api.alerts.Severity;
import dev.opsdeck.api.alerts.Silence;
import dev.opsdeck.console.Views;
import dev.opsdeck.console.alerts.TabModel.Tab;
import dev.opsdeck.console.connection.ActiveServer;
import dev.opsdeck.console.connection.ApiClient;
import dev.opsdeck.console.connection.Failure.Offline;
import dev.opsdeck.console.connection.Failure.Reason;
import dev.opsdeck.console.connection.HttpClients;
import dev.opsdeck.console.connection.Remote;
import dev.opsdeck.console.live.Batch;
import dev.opsdeck.console.live.LinkState;
import dev.opsdeck.console.live.LiveModel;
import dev.opsdeck.console.live.SelectedRange;
import dev.opsdeck.console.task.DirectTasks;
import dev.opsdeck.console.ui.Formats;
import dev.opsdeck.console.ui.Fx;
import dev.opsdeck.console.ui.Overlay;
import dev.opsdeck.console.ui.Pictures;
import dev.opsdeck.console.ui.SilentCommands;
import dev.opsdeck.console.ui.Theme;
import dev.opsdeck.console.ui.ViewLoader.View;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import javafx.scene.Node;
import javafx.scene.control.ListView;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.image.WritableImage;
import javafx.scene.layout.StackPane;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Renders every part of the page to target/pictures in the states that an operator can meet, by turns in both themes
/// and at two sizes, and checks that something was drawn. The pictures are for people to look at.
class AlertsPicturesTest {

    private static final LinkState LOST =
            new LinkState.Lost(FakeAlertServer.NOON, new Offline(Reason.GONE, "eu-prod", "eu.example:8080"), null);

    enum Scene {
        FIRING,
        FIRING_DETAIL,
        FIRING_NONE,
        LONG_TEXTS,
        LOST,
        LOST_OUTSIDE,
        LOST_NONE,
        HISTORY,
        HISTORY_NO_MATCH,
        HISTORY_FAILED,
        SILENCES,
        NEW_SILENCE,
        RULES,
        RULES_NONE,
        EDITOR,
        EDITOR_FAULTS,
        CHANNELS
    }

    private static final Set<Scene> SMALL = EnumSet.of(
            Scene.FIRING_DETAIL,
            Scene.LONG_TEXTS,
            Scene.LOST_OUTSIDE,
            Scene.HISTORY,
            Scene.SILENCES,
            Scene.RULES_NONE,
            Scene.EDITOR_FAULTS,
            Scene.CHANNELS);

    private final FakeAlertServer server = new FakeAlertServer();
    private final DirectTasks tasks = new DirectTasks();
    private final HttpClients http = new HttpClients();
    private final ApiClient api = http.api("eu-prod", "http://127.0.0.1:9", null);
    private LiveModel live = new LiveModel();
    private LiveModel thisComputer = new LiveModel();

    @AfterEach
    void close() {
        http.close();
    }

    @ParameterizedTest
    @EnumSource
    void everyStateIsDrawn(Scene scene) throws Exception {
        // The page beside the shell's list and bars: the window is 1000 x 700 or 900 x 600.
        if (SMALL.contains(scene)) {
            draw(scene, Theme.Choice.DARK, 676, 512);
        } else {
            draw(scene, Theme.Choice.LIGHT, 776, 612);
        }
    }

    private void draw(Scene scene, Theme.Choice choice, int width, int height) throws Exception {
        WritableImage picture = Fx.call(() -> {
            prepare(scene);
            StackPane layer = new StackPane();
            StackPane window = new StackPane();
            AlertsPage page = page(new Overlay(layer));
            View view = new Views().load(AlertsPage.FXML, page::controller);
            window.getChildren().setAll(view.root(), layer);
            return Pictures.of(window, width, height, new Theme(choice), () -> {
                ((AlertsController) view.controller()).shown();
                act(scene, page, window);
            });
        });
        Pictures.save("alerts-" + scene, choice, width, picture);
        assertThat(Pictures.colours(picture)).hasSizeGreaterThan(20);
    }

    private AlertsPage page(Overlay overlay) {
        return new AlertsPage(
                new AlertsPage.Parts(
                        new ActiveServer(new Remote("a", "eu-prod", "http://127.0.0.1:9", null, api)),
                        live,
                        api,
                        thisComputer,
                        new SelectedRange(),
                        tasks,
                        new SilentCommands(),
                        overlay,
                        (state, title, text) -> {},
                        new Formats(ZoneOffset.UTC),
                        InstantSource.fixed(FakeAlertServer.NOON),
                        new Views()),
                () -> server,
                () -> server);
    }

    private void prepare(Scene scene) {
        live = new LiveModel();
        live.apply(Batch.of(new LinkState.Live(FakeAlertServer.NOON)));
        thisComputer = new LiveModel();
        thisComputer.apply(Batch.of(new LinkState.Live(FakeAlertServer.NOON)));
        if (scene == Scene.LOST_OUTSIDE) {
            thisComputer.apply(Batch.of(List.of(FakeAlertServer.about("eu-prod", "o", "server unreachable"))));
        }
        server.failure = null;
        server.recording = new AlertRecording(12L, null);
        server.alerts.clear();
        server.silences.clear();
        server.channels.clear();
        server.notifications.clear();
        server.rules = List.of(
                FakeAlertServer.rule("response time", 500),
                FakeAlertServer.rule("memory", 700),
                FakeAlertServer.rule("a rule whose name somebody has made very long to be clear", 1_000_000));
        List<Alert> alerts = new ArrayList<>();
        if (scene != Scene.FIRING_NONE && scene != Scene.LOST_NONE) {
            alerts.add(FakeAlertServer.alert("a1", Severity.CRITICAL, AlertState.FIRING, 16));
            alerts.add(
                    FakeAlertServer.acknowledged(FakeAlertServer.alert("a2", Severity.WARNING, AlertState.FIRING, 75)));
            alerts.add(FakeAlertServer.alert("a3", Severity.WARNING, AlertState.PENDING, 1));
        }
        for (int i = 0; i < 9; i++) {
            alerts.add(FakeAlertServer.alert(
                    "b" + i, i % 3 == 0 ? Severity.CRITICAL : Severity.WARNING, AlertState.RESOLVED, 200 + 90 * i));
        }
        server.alerts.addAll(alerts);
        server.notifications.add(FakeAlertServer.sent("a1"));
        if (scene == Scene.LONG_TEXTS) {
            server.alerts.replaceAll(AlertsPicturesTest::longer);
        }
        live.apply(Batch.of(List.copyOf(server.alerts)));
        server.silences.add(FakeAlertServer.silence(3, 4));
        server.silences.add(new Silence(
                2,
                null,
                "a-server-with-a-long-name.example.com:8443",
                Severity.WARNING,
                FakeAlertServer.NOON,
                FakeAlertServer.NOON.plus(Duration.ofDays(90)),
                new Recurrence(
                        List.of(Recurrence.Day.SAT, Recurrence.Day.SUN),
                        LocalTime.of(22, 0),
                        LocalTime.of(6, 0),
                        "Europe/Berlin"),
                "The batch runs at the weekend.",
                "operator at 10.0.0.7",
                FakeAlertServer.NOON));
        server.channels.add(new Channel(
                "slack",
                ChannelKind.SLACK,
                true,
                "https://hooks.slack.com/services/***",
                FakeAlertServer.NOON.minusSeconds(600),
                null,
                null,
                0));
        server.channels.add(new Channel(
                "pagerduty",
                ChannelKind.PAGERDUTY,
                true,
                "https://events.pagerduty.com/v2/enqueue",
                null,
                FakeAlertServer.NOON.minusSeconds(30),
                "The receiver answered with status 503. It is tried again.",
                3));
        server.channels.add(new Channel("email", ChannelKind.EMAIL, false, null, null, null, null, 0));
        server.firings = List.of(
                new BacktestReport.Firing(
                        Severity.WARNING,
                        FakeAlertServer.NOON.minusSeconds(40_000),
                        FakeAlertServer.NOON.minusSeconds(36_000),
                        712.0),
                new BacktestReport.Firing(Severity.CRITICAL, FakeAlertServer.NOON.minusSeconds(2_000), null, 1_204.0));
        if (scene == Scene.HISTORY_FAILED) {
            server.failure = new Offline(Reason.GONE, "eu-prod", "eu.example:8080");
        }
        if (scene == Scene.RULES_NONE) {
            server.rules = List.of();
        }
    }

    private static Alert longer(Alert a) {
        String text = "a rule whose name somebody has made very long to be clear about everything it could mean";
        return new Alert(
                a.id(),
                text,
                a.metric(),
                a.severity(),
                a.state(),
                123_456_789.0,
                99_999_999,
                a.unit(),
                "a-server-with-a-long-name.example.com:8443",
                a.pendingSince(),
                a.firingSince(),
                a.resolvedAt(),
                a.acknowledgedBy(),
                a.acknowledgedAt(),
                "I look at it, and have called those who know more of the disks than I do.",
                7L,
                null,
                text + ": " + text,
                "https://wiki.example/" + "long/".repeat(30),
                a.notifications(),
                true);
    }

    private void act(Scene scene, AlertsPage page, StackPane window) {
        switch (scene) {
            case FIRING, FIRING_NONE -> {}
            case FIRING_DETAIL, LONG_TEXTS ->
                ((ListView<?>) find(window, "#alerts")).getSelectionModel().select(0);
            case LOST, LOST_OUTSIDE, LOST_NONE -> live.apply(Batch.of(LOST));
            case HISTORY -> {
                page.tab().show(Tab.HISTORY);
                ((TableView<?>) find(window, "#alerts")).getSelectionModel().select(1);
            }
            case HISTORY_NO_MATCH -> {
                server.alerts.clear();
                page.tab().show(Tab.HISTORY);
                ((javafx.scene.control.ToggleButton) find(window, "#critical")).fire();
            }
            case HISTORY_FAILED -> page.tab().show(Tab.HISTORY);
            case SILENCES -> page.tab().show(Tab.SILENCES);
            case NEW_SILENCE -> {
                page.openSilence(server.alerts.getFirst());
                ((javafx.scene.control.ToggleButton) find(window, "#weekly")).fire();
                ((javafx.scene.control.Button) find(window, "#saveSilence")).fire();
            }
            case RULES, RULES_NONE -> page.tab().show(Tab.RULES);
            case EDITOR, EDITOR_FAULTS -> {
                page.tab().show(Tab.RULES);
                AlertRule first = server.rules.getFirst();
                page.rules().edit(first);
                tasks.tick();
                if (scene == Scene.EDITOR_FAULTS) {
                    ((TextField) find(window, "#critical-threshold")).setText("many");
                    ((TextField) find(window, "#warning-for")).setText("a while");
                    ((TextField) find(window, "#name")).setText("");
                    ((TextField) find(window, "#link")).setText("wiki");
                    ((javafx.scene.control.Button) find(window, "#saveRule")).fire();
                }
            }
            case CHANNELS -> {
                page.tab().show(Tab.CHANNELS);
                ((javafx.scene.control.Button) find(window, "#test-slack")).fire();
            }
        }
    }

    private static Node find(StackPane window, String query) {
        window.applyCss();
        window.layout();
        return java.util.Objects.requireNonNull(window.lookup(query), query);
    }
}
