package dev.opsdeck.console.requests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opsdeck.api.Problem;
import dev.opsdeck.api.requests.QueryFigures;
import dev.opsdeck.api.requests.QuerySuspect;
import dev.opsdeck.api.requests.RequestEntry;
import dev.opsdeck.console.connection.Failure.Offline;
import dev.opsdeck.console.connection.Failure.Reason;
import dev.opsdeck.console.connection.Failure.Rejected;
import dev.opsdeck.console.live.Batch;
import dev.opsdeck.console.live.LinkState;
import dev.opsdeck.console.live.LiveModel;
import dev.opsdeck.console.requests.RequestsViewModel.Tab;
import dev.opsdeck.console.task.DirectTasks;
import dev.opsdeck.console.ui.Formats;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import javafx.beans.property.SimpleStringProperty;
import javafx.collections.ListChangeListener;
import org.junit.jupiter.api.Test;

class RequestsViewModelTest {

    private static final Offline GONE = new Offline(Reason.GONE, "eu-prod", "");

    private final FakeRequestServer server = new FakeRequestServer();
    private final SimpleStringProperty selected = new SimpleStringProperty("one");
    private final LiveModel live = new LiveModel();
    private final DirectTasks tasks = new DirectTasks();
    private final RequestsViewModel model = new RequestsViewModel(
            () -> server,
            selected,
            live,
            tasks,
            InstantSource.fixed(FakeRequestServer.NOON),
            new Formats(ZoneOffset.UTC));

    @Test
    void nothingIsAskedForUntilThePageIsSeenAndNothingAfterItIsHidden() {
        tasks.tick();
        selected.set("two");
        assertThat(server.calls).isEmpty();
        model.shown();
        tasks.tick();
        assertThat(server.calls).hasSize(2);
        model.hidden();
        tasks.tick();
        live.apply(Batch.of(new LinkState.Live(FakeRequestServer.NOON)));
        assertThat(server.calls).hasSize(2);
    }

    @Test
    void withoutASlowRequestItSaysFromWhenOnOneIsSlow() {
        model.shown();
        assertThat(model.content().get()).isEqualTo(Content.EMPTY);
        assertThat(model.emptyText())
                .isEqualTo("No request was slow in the last 14 days. Slow from 1,000 ms on, a request is kept here.");
        model.tab().set(Tab.ERRORS);
        assertThat(model.emptyText())
                .isEqualTo("No request failed in the last 14 days. What is answered with status 500 or higher is kept"
                        + " here.");
    }

    @Test
    void newRequestsComeOnTopAndTheOthersStayTheSameRows() {
        add(1, 5);
        model.shown();
        List<String> changes = new ArrayList<>();
        model.requests().addListener((ListChangeListener<RequestEntry>) change -> {
            while (change.next()) {
                changes.add(change.getFrom() + "+" + change.getAddedSize() + "-" + change.getRemovedSize());
            }
        });
        tasks.tick();
        assertThat(changes).as("nothing new, nothing touched").isEmpty();
        add(6, 7);
        tasks.tick();
        assertThat(ids()).containsExactly(7L, 6L, 5L, 4L, 3L, 2L, 1L);
        assertThat(changes).containsExactly("0+1-0", "1+1-0");
        assertThat(model.count().get()).isEqualTo("7 slow requests");
    }

    @Test
    void anEntryThatStandsForOthersComesLateAndStillFindsItsPlace() {
        add(1, 2);
        add(4, 5);
        model.shown();
        add(3, 3);
        tasks.tick();
        assertThat(ids()).containsExactly(5L, 4L, 3L, 2L, 1L);
    }

    @Test
    void olderOnesAreReadOnDemandAndAHoleNeverOpens() {
        add(1, 250);
        model.shown();
        assertThat(model.requests()).hasSize(RequestsViewModel.PAGE);
        assertThat(model.more().get()).isTrue();
        model.older();
        model.older();
        assertThat(ids()).hasSize(250).startsWith(250L).endsWith(1L).doesNotHaveDuplicates();
        assertThat(model.more().get()).isFalse();

        add(251, 260);
        tasks.tick();
        assertThat(model.requests()).hasSize(260);
        add(261, 400);
        tasks.tick();
        assertThat(ids())
                .as("more came than one page: the list begins anew")
                .hasSize(100)
                .startsWith(400L);
        assertThat(model.more().get()).isTrue();
    }

    @Test
    void theListIsBounded() {
        RequestList list = new RequestList();
        for (int page = 0; page < 100; page++) {
            long first = page * 50L;
            list.newest(
                    "",
                    new dev.opsdeck.api.Page<>(
                            LongStream.range(first, first + 100)
                                    .map(id -> first + first + 99 - id)
                                    .mapToObj(RequestsViewModelTest::slow)
                                    .toList(),
                            9_999,
                            "x"));
        }
        assertThat(list.rows()).hasSize(RequestList.MOST);
        assertThat(list.rows()).extracting(RequestEntry::id).isSortedAccordingTo((a, b) -> Long.compare(b, a));
        assertThat(list.next()).isEqualTo(list.rows().getLast().id() + ".local");
    }

    @Test
    void theRouteIsAskedForWhenTypingHasEnded() {
        add(1, 3);
        server.slow.add(FakeRequestServer.request(9, "/analytics/overview", "/analytics/overview", 200, 1_200));
        model.shown();
        server.calls.clear();
        model.filter().set("ana");
        model.filter().set("analytics");
        assertThat(server.calls).isEmpty();
        tasks.tick();
        assertThat(server.calls).startsWith("SLOW analytics null").doesNotContain("SLOW ana null");
        assertThat(ids()).containsExactly(9L);
        model.filter().set("nothing");
        tasks.tick();
        assertThat(model.content().get()).isEqualTo(Content.NO_MATCH);
    }

    @Test
    void theFormerRowsStayUntilThoseOfTheNewFilterAreThere() {
        add(1, 3);
        model.shown();
        server.failure = GONE;
        model.filter().set("nothing");
        tasks.tick();
        assertThat(model.content().get()).isEqualTo(Content.ROWS);
        assertThat(ids()).hasSize(3);
        assertThat(model.count().get()).isEqualTo("3 slow requests");
        server.failure = null;
        tasks.tick();
        assertThat(model.content().get()).isEqualTo(Content.NO_MATCH);
        assertThat(ids()).isEmpty();
    }

    @Test
    void tabsShowTheirOwn() {
        add(1, 2);
        server.errors.add(FakeRequestServer.request(5, "/products", "/products", 503, 12));
        server.figures.add(FakeRequestServer.statement("select 1", 10, 20));
        model.shown();
        model.tab().set(Tab.ERRORS);
        assertThat(ids()).containsExactly(5L);
        assertThat(model.count().get()).isEqualTo("1 error");
        model.tab().set(Tab.QUERIES);
        assertThat(model.requests()).isEmpty();
        assertThat(model.statements()).hasSize(1);
        assertThat(model.count().get()).isEqualTo("1 statement since 11:00");
        model.tab().set(Tab.SLOW);
        assertThat(ids()).containsExactly(2L, 1L);
    }

    @Test
    void statementsAreFilteredHereByTheirTextOrRoute() {
        server.figures.add(FakeRequestServer.statement("select * from products", 10, 20));
        server.figures.add(FakeRequestServer.statement("insert into samples", 5, 10));
        server.suspects.add(suspect("select * from prices"));
        model.shown();
        model.tab().set(Tab.QUERIES);
        server.calls.clear();
        model.filter().set("SAMPLES");
        assertThat(model.statements()).extracting(QueryFigures::statement).containsExactly("insert into samples");
        assertThat(model.suspects()).isEmpty();
        model.filter().set("/products");
        assertThat(model.statements()).hasSize(2);
        assertThat(server.calls).isEmpty();
    }

    @Test
    void countingBeginsAnew() {
        server.figures.add(FakeRequestServer.statement("select 1", 10, 20));
        model.shown();
        model.tab().set(Tab.QUERIES);
        model.resetQueries();
        assertThat(model.statements()).isEmpty();
        assertThat(model.content().get()).isEqualTo(Content.EMPTY);
        assertThat(server.calls).contains("reset");
    }

    @Test
    void theThresholdIsChangedAndWrongOnesAreNotSent() {
        model.shown();
        assertThat(model.threshold().sentence().get()).isEqualTo("Slow from 1,000 ms on");
        model.threshold().edit();
        for (String wrong : List.of("0", "600001", "fast", "", "1.5")) {
            model.threshold().text().set(wrong);
            model.saveThreshold();
            assertThat(model.threshold().fault().get()).isEqualTo("Enter milliseconds from 1 to 600,000.");
        }
        assertThat(server.slowMillis).isEqualTo(1_000);
        model.threshold().text().set(" 2,500 ");
        assertThat(model.threshold().fault().get()).isEmpty();
        model.saveThreshold();
        assertThat(server.slowMillis).isEqualTo(2_500);
        assertThat(model.threshold().editing().get()).isFalse();
        assertThat(model.threshold().sentence().get()).isEqualTo("Slow from 2,500 ms on");
    }

    @Test
    void aViewerIsToldThatItNeedsAnOperatorsToken() {
        model.shown();
        model.threshold().edit();
        server.failure = new Rejected("eu-prod", 403, new Problem("about:blank", "Forbidden", 403, "", null));
        model.saveThreshold();
        assertThat(model.notice().get()).contains("operator token");
        assertThat(model.threshold().editing().get())
                .as("what was typed is not lost")
                .isTrue();
    }

    @Test
    void aLostConnectionLeavesTheRowsAndSaysHowOldTheyAre() {
        add(1, 2);
        model.shown();
        server.failure = GONE;
        live.apply(Batch.of(new LinkState.Lost(FakeRequestServer.NOON, GONE, null)));
        tasks.tick();
        assertThat(model.requests()).hasSize(2);
        assertThat(model.content().get()).isEqualTo(Content.ROWS);
        assertThat(model.staleSince().get()).isEqualTo("As of 12:00:00");
        assertThat(model.notice().get()).as("the window says it").isEmpty();
    }

    @Test
    void whatCannotBeReadAtFirstIsSaid() {
        server.failure = GONE;
        model.shown();
        assertThat(model.content().get()).isEqualTo(Content.FAILED);
        server.failure = null;
        model.read();
        assertThat(model.content().get()).isEqualTo(Content.EMPTY);
        assertThat(model.notice().get()).isEmpty();
    }

    @Test
    void anotherServerIsReadAnew() {
        add(1, 2);
        model.shown();
        server.slow.clear();
        selected.set("two");
        assertThat(model.requests()).isEmpty();
        assertThat(model.content().get()).isEqualTo(Content.EMPTY);
    }

    @Test
    void theCommandSendsTheRequestAgainAndHoldsNoToken() {
        List<String> commands = new ArrayList<>();
        model.curl(FakeRequestServer.request(1, "/products?q=it's&token=***", "/products", 200, 1), commands::add);
        model.curl(FakeRequestServer.request(1, "/ops/log", "/ops/log", 500, 1), commands::add);
        assertThat(commands)
                .containsExactly(
                        "curl 'http://eu.example:8080/products?q=it'\\''s&token=***'",
                        "curl -H \"Authorization: Bearer $OPSDECK_TOKEN\" 'http://eu.example:8080/ops/log'");
    }

    static QuerySuspect suspect(String statement) {
        return new QuerySuspect(
                statement,
                "/feeds/{id}",
                "PriceRepository.of (PriceRepository.java:41)",
                12,
                240,
                812.4,
                9_120,
                FakeRequestServer.NOON.minusSeconds(600),
                FakeRequestServer.NOON);
    }

    private void add(long first, long last) {
        for (long id = first; id <= last; id++) {
            server.slow.add(slow(id));
        }
    }

    private static RequestEntry slow(long id) {
        return FakeRequestServer.request(id, "/products?limit=200&offset=" + id, "/products", 200, 1_000.0 + id);
    }

    private List<Long> ids() {
        return model.requests().stream().map(RequestEntry::id).toList();
    }
}
