package dev.opsdeck.console.requests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opsdeck.api.insights.Insight;
import dev.opsdeck.api.insights.InsightKind;
import dev.opsdeck.api.insights.InsightReport;
import dev.opsdeck.api.profiles.ProfileMethod;
import dev.opsdeck.api.profiles.ProfileState;
import dev.opsdeck.api.profiles.SampledMethods;
import dev.opsdeck.api.requests.QueryFigures;
import dev.opsdeck.api.requests.QuerySuspect;
import dev.opsdeck.api.requests.RequestEntry;
import dev.opsdeck.api.traces.TraceReason;
import dev.opsdeck.console.Views;
import dev.opsdeck.console.connection.Failure.Offline;
import dev.opsdeck.console.connection.Failure.Reason;
import dev.opsdeck.console.live.Asking;
import dev.opsdeck.console.live.Batch;
import dev.opsdeck.console.live.LinkState;
import dev.opsdeck.console.live.LiveModel;
import dev.opsdeck.console.requests.RequestsViewModel.Tab;
import dev.opsdeck.console.task.DirectTasks;
import dev.opsdeck.console.ui.Formats;
import dev.opsdeck.console.ui.Fx;
import dev.opsdeck.console.ui.Pictures;
import dev.opsdeck.console.ui.ScriptedFileDialogs;
import dev.opsdeck.console.ui.SilentCommands;
import dev.opsdeck.console.ui.Theme;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.scene.Parent;
import javafx.scene.control.Labeled;
import javafx.scene.control.TableView;
import javafx.scene.image.WritableImage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Renders the page to target/pictures in both themes and every state that an operator can meet, and checks that
/// something was drawn. The pictures are for people to look at.
class RequestsPicturesTest {

    private static final LinkState LOST =
            new LinkState.Lost(FakeRequestServer.NOON, new Offline(Reason.GONE, "eu-prod", "eu.example:8080"), null);

    enum Scene {
        SLOW,
        SLOW_DETAIL,
        SLOW_THRESHOLD,
        SLOW_NONE,
        ERRORS_DETAIL,
        ERRORS_NO_MATCH,
        QUERIES,
        QUERIES_DETAIL,
        QUERIES_SUSPECT,
        QUERIES_NO_SUSPECT,
        LONG_TEXTS,
        LONG_STATEMENT,
        LOST_WITH_DATA,
        LOST_FROM_THE_START,
        TRACES,
        TRACE,
        TRACES_NONE,
        TRACES_LOST,
        TRACE_LOST,
        INSIGHTS,
        INSIGHTS_LOST,
        INSIGHTS_NONE,
        PROFILES,
        PROFILES_RUNNING,
        PROFILES_NONE,
        PROFILES_LOST,
        PROFILE,
        PROFILE_LONG,
        PROFILE_WAITS,
        PROFILE_FAILED,
        PROFILE_HOURS
    }

    private final FakeRequestServer server = new FakeRequestServer();
    private final FakeTraceServer traceServer = new FakeTraceServer();
    private InsightReport report = new InsightReport(List.of(), List.of());
    private final FakeProfileServer profileServer = new FakeProfileServer();
    private LiveModel live = new LiveModel();
    private final Formats formats = new Formats(ZoneOffset.UTC);
    private final InstantSource clock = InstantSource.fixed(FakeRequestServer.NOON);
    private ProfilesViewModel profiled = profiles(new DirectTasks());
    private InsightsViewModel found = insights(new DirectTasks());
    private TracesViewModel traced = new TracesViewModel(
            asking(() -> traceServer, new DirectTasks()), new DirectTasks(), new SimpleStringProperty());

    @ParameterizedTest
    @EnumSource
    void everyStateIsDrawnInBothThemes(Scene scene) throws Exception {
        for (Theme.Choice choice : List.of(Theme.Choice.LIGHT, Theme.Choice.DARK)) {
            // The page beside the shell's list and bars: the window is 1000 x 700.
            draw(scene, choice, 776, 612);
        }
        draw(scene, Theme.Choice.DARK, 676, 512);
    }

    /// Every few seconds the figures are new and in another order.
    @Test
    void aSelectedStatementStaysSelectedWhenTheFiguresAreNew() throws Exception {
        String selected = Fx.call(() -> {
            prepare(Scene.QUERIES);
            DirectTasks tasks = new DirectTasks();
            RequestsViewModel model =
                    new RequestsViewModel(() -> server, new SimpleObjectProperty<>("one"), live, tasks, clock, formats);
            Parent page = new Views()
                    .load(
                            RequestsPage.FXML,
                            () -> new RequestsController(
                                    model,
                                    traces(tasks, model),
                                    insights(tasks),
                                    profiles(tasks),
                                    new SilentCommands(),
                                    new ScriptedFileDialogs(),
                                    formats,
                                    clock))
                    .root();
            StringBuilder seen = new StringBuilder();
            Pictures.of(page, 776, 612, new Theme(Theme.Choice.LIGHT), () -> {
                act(Scene.QUERIES, model, tasks, page);
                select(page, "#statements", 3);
                String before = title(page);
                server.figures.replaceAll(figures ->
                        FakeRequestServer.statement(figures.statement(), figures.calls(), 1e6 / figures.totalMillis()));
                tasks.tick();
                seen.append(before.equals(title(page)))
                        .append(' ')
                        .append(((QueryFigures) table(page, "#statements")
                                        .getSelectionModel()
                                        .getSelectedItem())
                                .statement()
                                .equals(before));
            });
            return seen.toString();
        });
        assertThat(selected).isEqualTo("true true");
    }

    private InsightsViewModel insights(DirectTasks tasks) {
        found = new InsightsViewModel(asking(() -> () -> report, tasks), tasks);
        return found;
    }

    private <S> Asking<S> asking(Supplier<S> of, DirectTasks tasks) {
        return new Asking<>(of, new SimpleObjectProperty<>("one"), live, tasks, formats, clock);
    }

    private ProfilesViewModel profiles(DirectTasks tasks) {
        profiled = new ProfilesViewModel(asking(() -> profileServer, tasks), tasks, formats, clock);
        return profiled;
    }

    private TracesViewModel traces(DirectTasks tasks, RequestsViewModel model) {
        traced = new TracesViewModel(asking(() -> traceServer, tasks), tasks, model.filter());
        return traced;
    }

    private static String title(Parent page) {
        return ((Labeled) page.lookup("#detailTitle")).getText();
    }

    private void draw(Scene scene, Theme.Choice choice, int width, int height) throws Exception {
        WritableImage picture = Fx.call(() -> {
            prepare(scene);
            DirectTasks tasks = new DirectTasks();
            RequestsViewModel model =
                    new RequestsViewModel(() -> server, new SimpleObjectProperty<>("one"), live, tasks, clock, formats);
            Parent page = new Views()
                    .load(
                            RequestsPage.FXML,
                            () -> new RequestsController(
                                    model,
                                    traces(tasks, model),
                                    insights(tasks),
                                    profiles(tasks),
                                    new SilentCommands(),
                                    new ScriptedFileDialogs(),
                                    formats,
                                    clock))
                    .root();
            return Pictures.of(page, width, height, new Theme(choice), () -> act(scene, model, tasks, page));
        });
        Pictures.save("requests-" + scene, choice, width, picture);
        assertThat(Pictures.colours(picture)).hasSizeGreaterThan(20);
    }

    private void act(Scene scene, RequestsViewModel model, DirectTasks tasks, Parent page) {
        model.shown();
        if (scene.name().startsWith("QUERIES") || scene == Scene.LONG_STATEMENT) {
            model.tab().set(Tab.QUERIES);
        }
        if (scene.name().startsWith("ERRORS")) {
            model.tab().set(Tab.ERRORS);
        }
        page.applyCss();
        page.layout();
        switch (scene) {
            case SLOW_DETAIL, ERRORS_DETAIL, LONG_TEXTS -> select(page, "#requests", 1);
            case QUERIES_DETAIL, LONG_STATEMENT -> select(page, "#statements", 0);
            case QUERIES_SUSPECT -> select(page, "#suspects", 0);
            case SLOW_THRESHOLD -> {
                model.threshold().edit();
                model.threshold().text().set("0");
                model.saveThreshold();
            }
            case TRACES, TRACE, TRACES_NONE, TRACES_LOST, TRACE_LOST -> {
                ((javafx.scene.control.ToggleButton) page.lookup("#showTraces")).setSelected(true);
                traced.shown();
                if (scene == Scene.TRACE || scene == Scene.TRACE_LOST) {
                    traced.open(traceServer.traces.getFirst().summary().id());
                    page.applyCss();
                    page.layout();
                    select(page, "#spans", 2);
                }
            }
            case INSIGHTS, INSIGHTS_NONE, INSIGHTS_LOST -> {
                ((javafx.scene.control.ToggleButton) page.lookup("#showInsights")).setSelected(true);
                found.shown();
            }
            case PROFILES,
                    PROFILES_RUNNING,
                    PROFILES_NONE,
                    PROFILES_LOST,
                    PROFILE,
                    PROFILE_LONG,
                    PROFILE_WAITS,
                    PROFILE_FAILED,
                    PROFILE_HOURS -> profiles(scene, page);
            case ERRORS_NO_MATCH -> {
                // Choosing the tab has told a page that no window shows to ask for nothing.
                model.shown();
                model.filter().set("/nowhere");
                tasks.tick();
            }
            case LOST_WITH_DATA -> {
                server.failure = new Offline(Reason.GONE, "eu-prod", "eu.example:8080");
                live.apply(Batch.of(LOST));
                tasks.tick();
            }
            default -> {}
        }
        if (scene == Scene.TRACES_LOST || scene == Scene.TRACE_LOST || scene == Scene.INSIGHTS_LOST) {
            live.apply(Batch.of(LOST));
        }
        page.applyCss();
        page.layout();
    }

    private void profiles(Scene scene, Parent page) {
        ((javafx.scene.control.ToggleButton) page.lookup("#showProfiles")).setSelected(true);
        profiled.shown();
        switch (scene) {
            case PROFILE, PROFILE_LONG, PROFILE_WAITS -> profiled.open(91);
            case PROFILE_FAILED -> profiled.open(89);
            case PROFILE_HOURS -> profiled.openHours(24);
            default -> {}
        }
        if (scene == Scene.PROFILE_WAITS) {
            ((javafx.scene.control.ToggleButton) page.lookup("#profile-waits")).fire();
        }
    }

    private static void select(Parent page, String table, int row) {
        table(page, table).getSelectionModel().select(row);
    }

    private static TableView<?> table(Parent page, String id) {
        return (TableView<?>) page.lookup(id);
    }

    private void prepare(Scene scene) {
        server.slow.clear();
        server.errors.clear();
        server.figures.clear();
        server.suspects.clear();
        server.failure = null;
        live = new LiveModel();
        live.apply(Batch.of(new LinkState.Live(FakeRequestServer.NOON)));
        prepareProfiles(scene);
        if (scene == Scene.LOST_FROM_THE_START) {
            server.failure = new Offline(Reason.GONE, "eu-prod", "eu.example:8080");
            live.apply(Batch.of(LOST));
            return;
        }
        if (scene != Scene.SLOW_NONE) {
            requests(scene == Scene.LONG_TEXTS);
        }
        statements(scene);
        report = insightReport(scene == Scene.INSIGHTS || scene == Scene.INSIGHTS_LOST);
        traceServer.traces.clear();
        if (scene != Scene.TRACES_NONE) {
            TraceReason[] reasons = {TraceReason.ERROR, TraceReason.SLOW, TraceReason.SAMPLED, TraceReason.SAMPLED};
            for (int i = 0; i < 40; i++) {
                traceServer.traces.add(FakeTraceServer.trace(i, reasons[i % 4], 2_400.0 / (i + 1)));
            }
        }
    }

    private void prepareProfiles(Scene scene) {
        profileServer.profiles.clear();
        profileServer.failure =
                scene == Scene.PROFILES_LOST ? new Offline(Reason.GONE, "eu-prod", "eu.example:8080") : null;
        if (scene == Scene.PROFILES_RUNNING) {
            profileServer.profiles.add(FakeProfileServer.profile(99, ProfileState.RECORDING));
        }
        for (long id = 98; scene != Scene.PROFILES_NONE && id > 70; id--) {
            profileServer.profiles.add(
                    FakeProfileServer.profile(id, id == 89 ? ProfileState.FAILED : ProfileState.DONE));
        }
        List<ProfileMethod> methods = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            String name = i % 3 == 0
                    ? "dev.opsdeck.server.http.Json.bytes"
                    : i % 3 == 1
                            ? "java.util.concurrent.ConcurrentHashMap.computeIfAbsent"
                            : "dev.opsdeck.server.products.ProductRepository.lambda$page$" + i;
            if (scene == Scene.PROFILE_LONG) {
                name = "org.example.a.very.deep.tree.of.packages.that.never.ends.with."
                        + "AbstractSingletonProxyFactoryBean$$Lambda".repeat(2) + "." + name.replace('.', '_');
            }
            methods.add(new ProfileMethod(name, i * 17, 0.4 / (i + 1), 0.9 / (i % 7 + 1)));
        }
        profileServer.methods = methods;
        profileServer.sampled = new SampledMethods(true, FakeRequestServer.NOON.minusSeconds(86_400), 12_204, methods);
    }

    private static InsightReport insightReport(boolean some) {
        List<InsightReport.Check> checks = List.of(
                new InsightReport.Check(
                        InsightKind.MEMORY_LEAK,
                        false,
                        "3 collections of the old generation in 0.4 hours; 12 in 2 hours are needed to judge."),
                new InsightReport.Check(
                        InsightKind.BLOCKED_CARRIER, true, "Every blocking of 20 ms or longer is counted."));
        Insight leak = new Insight(
                InsightKind.MEMORY_LEAK,
                "heap",
                "What the heap holds after its collections has been rising for 6.0 hours.",
                List.of(
                        new Insight.Evidence("growth", "12.1 MB an hour"),
                        new Insight.Evidence("full in", "5.5 hours at this pace")),
                "Take a heap dump with 'jcmd PID GC.heap_dump FILE' now and another in an hour: what grew between them"
                        + " is the leak. Restart before it is full.");
        Insight repeated = new Insight(
                InsightKind.REPEATED_STATEMENT,
                "select id, title, price from products where id = ? and status = ? order by id",
                "12 requests of /products executed one statement again and again, up to 40 times.",
                List.of(new Insight.Evidence("time lost in all", "2000 ms")),
                "Read all rows with one statement, by a join or a list of ids.");
        return new InsightReport(some ? List.of(leak, repeated) : List.of(), checks);
    }

    private void requests(boolean longTexts) {
        String[] urls = {
            "/products?limit=200&offset=12000",
            "/analytics/overview?period=365d",
            "/products/4711",
            "/ops/history?points=2000"
        };
        String[] routes = {"/products", "/analytics/overview", "/products/{id}", "/ops/history"};
        for (int i = 0; i < 140; i++) {
            String url = longTexts
                    ? urls[i % 4] + "&q=" + "a-very-long-search ".repeat(40).replace(' ', '+')
                    : urls[i % 4];
            RequestEntry entry = FakeRequestServer.request(
                    i, url, routes[i % 4], 200, longTexts ? 3_599_999 : 1_000 + i * 37 % 4_000);
            server.slow.add(entry);
            server.errors.add(new RequestEntry(
                    i,
                    longTexts ? "a-server-with-a-long-name.eu-central.example:8080" : "local",
                    entry.at(),
                    i % 5 == 0 ? "POST" : "GET",
                    url,
                    routes[i % 4],
                    i % 3 == 0 ? 503 : 500,
                    12.5 + i,
                    entry.userAgent(),
                    i % 7 == 1,
                    "DatabaseException by PSQLException",
                    "ERROR: canceling statement due to statement timeout",
                    i % 20 == 18 ? 1_312 : 0,
                    null));
        }
        if (longTexts) {
            server.slow.clear();
            server.slow.addAll(server.errors.stream()
                    .map(entry -> new RequestEntry(
                            entry.id(),
                            entry.node(),
                            entry.at(),
                            entry.method(),
                            entry.url(),
                            entry.route(),
                            entry.status(),
                            3_599_999,
                            "Agent ".repeat(50),
                            true,
                            "Failure".repeat(20),
                            "word ".repeat(75),
                            123_456_789,
                            null))
                    .toList());
        }
    }

    private void statements(Scene scene) {
        String[] texts = {
            "select p.* from (select * from (select id from products where status = ? order by trend_score desc, id"
                    + " limit ? offset ?) r) k join products p on p.id = k.id order by trend_score desc, id",
            "insert into samples (node, tier, at, samples, seconds) values (?, …)",
            "select count(*) from products where status = ?",
            "update products set trend_score = ? where id between ? and ?",
            "select id, at, until_at, kind, text, actor from action_log where at >= ? and at < ?"
        };
        for (int i = 0; i < 30; i++) {
            String text = scene == Scene.LONG_STATEMENT && i == 0
                    ? "select " + "a_column_with_a_name, ".repeat(180) + "b from a_table"
                    : i < texts.length ? texts[i] : "select column_" + (char) ('a' + i) + " from a_table where id = ?";
            server.figures.add(
                    scene == Scene.LONG_STATEMENT
                            ? new QueryFigures(
                                    text,
                                    12_345_678_901L,
                                    98_765_432_109L,
                                    7,
                                    86_400_000,
                                    29_999,
                                    30_000,
                                    FakeRequestServer.NOON,
                                    null)
                            : FakeRequestServer.statement(text, 12_000 / (i + 1), 8_000.0 / (i + 1)));
        }
        if (scene != Scene.QUERIES_NO_SUSPECT) {
            for (int i = 0; i < (scene == Scene.QUERIES ? 1 : 6); i++) {
                QuerySuspect suspect = RequestsViewModelTest.suspect(
                        "select amount, currency, at from product_prices where product_id = ? order by at, " + i);
                server.suspects.add(suspect);
            }
        }
    }
}
