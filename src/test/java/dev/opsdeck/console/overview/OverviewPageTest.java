package dev.opsdeck.console.overview;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.opsdeck.api.metrics.Latency;
import dev.opsdeck.api.metrics.Metric;
import dev.opsdeck.api.metrics.Sample;
import dev.opsdeck.api.products.ProductSort;
import dev.opsdeck.api.sync.SourceDraft;
import dev.opsdeck.api.sync.SyncRequest;
import dev.opsdeck.api.sync.SyncState;
import dev.opsdeck.console.Views;
import dev.opsdeck.console.connection.ActiveServer;
import dev.opsdeck.console.connection.ApiClient;
import dev.opsdeck.console.connection.EmbeddedBackend;
import dev.opsdeck.console.connection.HttpClients;
import dev.opsdeck.console.connection.MemoryVault;
import dev.opsdeck.console.connection.ProductQuery;
import dev.opsdeck.console.connection.Servers;
import dev.opsdeck.console.connection.Streams;
import dev.opsdeck.console.live.LiveModel;
import dev.opsdeck.console.live.LiveRoads;
import dev.opsdeck.console.live.SelectedRange;
import dev.opsdeck.console.task.FxTasks;
import dev.opsdeck.console.ui.Formats;
import dev.opsdeck.console.ui.Fx;
import dev.opsdeck.console.ui.SilentCommands;
import dev.opsdeck.console.ui.Theme;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.random.RandomGenerator;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.control.Labeled;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

/// The page over a real backend: what an operator sees from the first start to a backend that is gone.
@ExtendWith(ApplicationExtension.class)
@SuppressWarnings("NullAway.Init") // fields are set when the window opens
class OverviewPageTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    static Path data;

    private final SilentCommands commands = new SilentCommands();
    private EmbeddedBackend backend;
    private HttpClients http;
    private FxTasks tasks;
    private LiveRoads roads;
    private ApiClient api;
    private final List<Sample> seen = new ArrayList<>();
    private OverviewViewModel model;
    private TileTexts texts;
    private Parent page;
    private Theme theme;

    @Start
    void open(Stage stage) {
        backend = new EmbeddedBackend(data, new SecureRandom());
        http = new HttpClients();
        tasks = new FxTasks(System::nanoTime);
        Servers servers = new Servers(http, backend, new MemoryVault(), List.of(), () -> "new", remotes -> {});
        ActiveServer active = new ActiveServer(servers.byId(null));
        api = active.get().api();
        LiveModel live = new LiveModel();
        Streams streams = new Streams(http, InstantSource.system(), System::nanoTime, RandomGenerator.getDefault());
        roads = new LiveRoads(streams, InstantSource.system(), servers.list(), active, live);
        Formats formats = new Formats(ZoneId.of("Europe/Berlin"));
        model = OverviewViewModel.of(active, live, new SelectedRange(), tasks, formats);
        texts = new TileTexts(formats);
        live.sample().subscribe(sample -> {
            if (sample != null) {
                seen.add(sample);
            }
        });
        OverviewController controller = new OverviewController(model, commands, formats);
        page = new Views()
                .load("/dev/opsdeck/console/overview/overview.fxml", () -> controller)
                .root();
        Scene scene = new Scene(new StackPane(page), 960, 900);
        theme = new Theme(Theme.Choice.DARK);
        theme.style(scene);
        stage.setScene(scene);
        stage.show();
        controller.shown();
    }

    @AfterEach
    void close() throws Exception {
        Fx.call(() -> {
            theme.close();
            roads.close();
            tasks.close();
            return true;
        });
        http.close();
        backend.close();
    }

    @Test
    void fromTheFirstStartToABackendThatIsGone(FxRobot robot) throws Exception {
        // Nothing there yet: figures of the process, a sentence and a button.
        awaitTile("CPU", "CPU [\\d.<]+ %, \\w+");
        awaitTile("Catalogue", "Catalogue 0 , ok|Catalogue 0, ok");
        awaitText("No products yet: sync the sample feed.");
        robot.clickOn("Sync…");
        assertThat(commands.asked).containsExactly("sync");

        // The sample comes in.
        syncSample();
        awaitTile("Catalogue", "Catalogue [1-9][\\d,]*, ok");
        assertThat(visible("#hintBox")).isFalse();
        awaitText("sync");

        // Requests move the tiles; a flush is told and can be dismissed.
        ProductQuery query = new ProductQuery("", null, null, ProductSort.TREND_SCORE, 20, 0, null);
        for (int i = 0; i < 20; i++) {
            api.products(query);
            api.top(20);
        }
        awaitTile("Request rate", "Request rate (?!0 )[\\d.]+ req/s, ok");
        awaitTile("Response time", "Response time [\\d.]+ m?s p95, \\w+");
        lookBack(robot);
        api.flush(null);
        await().atMost(PATIENCE).until(() -> visible("#flushes"));
        awaitText("dropped by operator at 127.0.0.1");
        api.flush(null);
        await().atMost(PATIENCE).until(() -> visible("#former"));
        assertThat(visible(".overview-flushes")).as("the list, not asked for").isFalse();
        robot.clickOn("Dismiss");
        await().atMost(PATIENCE).until(() -> !visible("#flushes"));
        robot.clickOn("Flushes and their recovery");
        await().atMost(PATIENCE).until(() -> visible(".overview-flushes"));
        robot.clickOn("#former");
        assertThat(visible(".overview-flushes")).isFalse();

        // Gone: nothing is shown as current.
        backend.close();
        for (TileId id : TileId.values()) {
            awaitTile(id.title(), ".*, unknown");
        }
        awaitText("unknown since \\d\\d:\\d\\d:\\d\\d");
    }

    /// The history tells of a moment what the tiles told then, and a click on the bar looks back as well.
    private void lookBack(FxRobot robot) throws Exception {
        await().atMost(PATIENCE).until(() -> Fx.call(this::steadySecond) != null);
        Sample told = Objects.requireNonNull(Fx.call(this::steadySecond));
        Fx.on(() -> model.back().look(secondAfter(told)));
        await().atMost(PATIENCE)
                .until(() -> Fx.call(() -> tile(TileId.RESPONSE).footnote().startsWith("60 s to ")));
        Figures then = Figures.of(told);
        Fx.on(() -> {
            TileView response = texts.response(then, model.series(Metric.P95), model.range(), false);
            assertThat(tile(TileId.RESPONSE).figure()).isEqualTo(response.figure());
            assertThat(tile(TileId.RESPONSE).secondary()).isEqualTo(response.secondary());
            assertThat(tile(TileId.USERS).figure()).isEqualTo(texts.users(then).figure());
            assertThat(tile(TileId.CONNECTIONS).figure())
                    .isEqualTo(texts.connections(then).figure());
            assertThat(tile(TileId.MEMORY).figure())
                    .isEqualTo(texts.memory(then).figure());
            assertThat(tile(TileId.CPU).figure()).isEqualTo(texts.cpu(then).figure());
        });
        robot.clickOn("Back to live");
        assertThat(Fx.call(() -> model.past().get())).isNull();
        assertThat(visible(".overview-past")).isFalse();
        robot.clickOn(".od-scrub");
        assertThat(visible(".overview-past")).isTrue();
        awaitTile("CPU", "CPU .*, at .* ago");
        robot.clickOn("Back to live");
        awaitTile("CPU", "CPU [\\d.<]+ %, \\w+");
    }

    /// A sample that is alone in its second and says the same of its last minute as its neighbours, so that it does not
    /// matter where exactly the minute begins; null while there is none.
    private @Nullable Sample steadySecond() {
        for (int i = seen.size() - 2; i > 0; i--) {
            Sample at = seen.get(i);
            Instant end = secondAfter(at);
            Latency latency = at.minute().latency();
            boolean alone = seen.get(i - 1).at().isBefore(end.minusSeconds(1))
                    && seen.get(i + 1).at().isAfter(end);
            boolean steady = seen.get(i - 1).minute().latency().equals(latency)
                    && seen.get(i + 1).minute().latency().equals(latency);
            if (alone && steady && latency.count() > 0) {
                return at;
            }
        }
        return null;
    }

    private static Instant secondAfter(Sample sample) {
        return Instant.ofEpochSecond(sample.at().plusMillis(999).getEpochSecond());
    }

    private TileView tile(TileId id) {
        return Objects.requireNonNull(model.tile(id).get());
    }

    private void syncSample() throws IOException {
        api.syncs().saveSource(new SourceDraft("sample", "sample", "file:sample", null, null, "EUR", null, null, null));
        try (InputStream feed = Objects.requireNonNull(
                Views.class.getResourceAsStream("/dev/opsdeck/console/assets/sample-feed.xml"))) {
            api.syncs().uploadFeed("sample", feed.readAllBytes());
        }
        long run = api.syncs().start(new SyncRequest("sample", false, false)).id();
        await().atMost(PATIENCE).until(() -> api.syncs().report(run, 1, 0).run().state() != SyncState.RUNNING);
        assertThat(api.syncs().report(run, 1, 0).run().state()).isEqualTo(SyncState.DONE);
    }

    private void awaitTile(String title, String pattern) {
        await(title)
                .atMost(PATIENCE)
                .untilAsserted(() -> assertThat(Fx.call(() -> said(title))).matches(pattern));
    }

    private void awaitText(String pattern) {
        await(pattern)
                .atMost(PATIENCE)
                .until(() -> Fx.call(() -> page.lookupAll(".label").stream()
                        .filter(OverviewPageTest::seen)
                        .map(node -> ((Labeled) node).getText())
                        .anyMatch(text -> text.matches("(?s).*" + pattern + ".*"))));
    }

    private @Nullable String said(String title) {
        return page.lookupAll(".od-tile").stream()
                .map(Node::getAccessibleText)
                .filter(text -> text != null && text.startsWith(title + " "))
                .findFirst()
                .orElse(null);
    }

    private boolean visible(String id) throws Exception {
        return Fx.call(() -> page.lookup(id).isVisible());
    }

    private static boolean seen(Node node) {
        for (Node at = node; at != null; at = at.getParent()) {
            if (!at.isVisible()) {
                return false;
            }
        }
        return node instanceof Label;
    }
}
