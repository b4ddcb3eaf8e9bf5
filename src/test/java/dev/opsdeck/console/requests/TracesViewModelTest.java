package dev.opsdeck.console.requests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opsdeck.api.traces.SpanKind;
import dev.opsdeck.api.traces.Trace;
import dev.opsdeck.api.traces.TraceReason;
import dev.opsdeck.api.traces.TraceSpan;
import dev.opsdeck.api.traces.TracingStatus;
import dev.opsdeck.console.connection.Failure.Offline;
import dev.opsdeck.console.connection.Failure.Reason;
import dev.opsdeck.console.live.Asking;
import dev.opsdeck.console.live.Batch;
import dev.opsdeck.console.live.LinkState;
import dev.opsdeck.console.live.LiveModel;
import dev.opsdeck.console.task.DirectTasks;
import dev.opsdeck.console.ui.Formats;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import javafx.beans.property.SimpleStringProperty;
import org.junit.jupiter.api.Test;

/// The list of traces, one of them opened, and the lines of its waterfall.
class TracesViewModelTest {

    private final FakeTraceServer server = new FakeTraceServer();
    private final SimpleStringProperty selected = new SimpleStringProperty("one");
    private final SimpleStringProperty filter = new SimpleStringProperty("");
    private final DirectTasks tasks = new DirectTasks();
    private final LiveModel live = new LiveModel();
    private final TracesViewModel model = new TracesViewModel(
            new Asking<>(
                    () -> server,
                    selected,
                    live,
                    tasks,
                    new Formats(ZoneOffset.UTC),
                    InstantSource.fixed(FakeRequestServer.NOON)),
            tasks,
            filter);

    @Test
    void aLostConnectionLeavesTheTracesAndSaysHowOldTheyAre() {
        add(3);
        live.apply(Batch.of(new LinkState.Live(FakeRequestServer.NOON)));
        model.shown();
        Offline gone = new Offline(Reason.GONE, "eu-prod", "");
        server.failure = gone;

        live.apply(Batch.of(new LinkState.Lost(FakeRequestServer.NOON.plusSeconds(60), gone, null)));
        tasks.tick();

        assertThat(model.rows()).hasSize(3);
        assertThat(model.staleSince().get()).isEqualTo("As of 12:00:00");
        assertThat(model.notice().get()).as("the window says it").isEmpty();
    }

    private void add(int count) {
        for (int i = 0; i < count; i++) {
            server.traces.add(FakeTraceServer.trace(i, i % 4 == 0 ? TraceReason.ERROR : TraceReason.SLOW, 100 + i));
        }
    }

    @Test
    void nothingIsAskedForUntilItIsSeenAndNothingAfterItIsHidden() {
        tasks.tick();
        selected.set("two");
        assertThat(server.calls).isEmpty();
        model.shown();
        assertThat(model.content().get()).isEqualTo(Content.EMPTY);
        assertThat(model.emptyText()).startsWith("No trace is kept yet.");
        tasks.tick();
        assertThat(server.calls).hasSize(2);
        model.hidden();
        tasks.tick();
        assertThat(server.calls).hasSize(2);
    }

    @Test
    void theListIsReadAgainUntilOlderOnesOrATraceAreLookedAt() {
        add(250);
        model.shown();
        assertThat(model.rows()).hasSize(TracesViewModel.PAGE);
        assertThat(model.count().get()).isEqualTo("250 traces");
        model.open(model.rows().get(3).id());
        assertThat(model.opened().get()).isEqualTo(server.traces.get(3));
        int asked = server.calls.size();
        tasks.tick();
        assertThat(server.calls).as("who reads a trace is not disturbed").hasSize(asked);
        model.close();
        model.older();
        model.older();
        assertThat(model.rows()).hasSize(250).doesNotHaveDuplicates();
        assertThat(model.more().get()).isFalse();
        asked = server.calls.size();
        tasks.tick();
        assertThat(server.calls).hasSize(asked);
    }

    @Test
    void theFilterIsTakenOverWhenTypingHasEnded() {
        add(8);
        model.shown();
        model.failedOnly().set(true);
        assertThat(model.rows()).hasSize(2);
        filter.set("/nowh");
        filter.set("/nowhere");
        tasks.tick();
        assertThat(server.calls).doesNotContain("/nowh true null").contains("/nowhere true null");
        assertThat(model.content().get()).isEqualTo(Content.NO_MATCH);
    }

    @Test
    void aServerThatIsGoneIsSaidAndWhatWasReadStays() {
        add(3);
        model.shown();
        server.failure = new Offline(Reason.GONE, "eu-prod", "");
        tasks.tick();
        assertThat(model.notice().get()).isNotEmpty();
        assertThat(model.rows()).hasSize(3);
        selected.set("two");
        assertThat(model.content().get()).isEqualTo(Content.FAILED);
        assertThat(model.rows()).isEmpty();
    }

    @Test
    void itSaysWhatIsTracedAndHowTheReceiversDo() {
        server.status = new TracingStatus(
                true,
                0.1,
                2_000,
                5,
                0,
                List.of(new TracingStatus.Exporter(
                        "otlp",
                        "http://localhost:4318/v1/traces",
                        1_204,
                        17,
                        0,
                        null,
                        FakeRequestServer.NOON,
                        "It cannot be reached (refused).")));
        model.shown();
        assertThat(model.status().get())
                .isEqualTo("Kept: 10.0 % of all requests, and every slow or failed one."
                        + " OTLP: 1,204 sent, 17 dropped. It cannot be reached (refused).");
    }

    @Test
    void theWaterfallSetsPartsBelowTheirWholeAndTakesAnySpans() {
        List<TraceRow> rows = TraceRow.of(FakeTraceServer.trace(1, TraceReason.SLOW, 1_000));
        assertThat(rows).extracting(row -> row.span().id()).containsExactly("a", "b", "c", "d");
        assertThat(rows).extracting(TraceRow::depth).containsExactly(0, 1, 2, 2);
        assertThat(rows.get(2).from()).isEqualTo(0.15);
        assertThat(rows.get(2).width()).isEqualTo(0.4);

        Trace whole = FakeTraceServer.trace(1, TraceReason.SLOW, 1_000);
        TraceSpan orphan = FakeTraceServer.span("x", "gone", SpanKind.QUERY, "q", 0, 5, false);
        TraceSpan one = FakeTraceServer.span("y", "z", SpanKind.QUERY, "q", 0, 5, false);
        TraceSpan two = FakeTraceServer.span("z", "y", SpanKind.QUERY, "q", 0, 5, false);
        assertThat(TraceRow.of(new Trace(whole.summary(), List.of(orphan, one, two))))
                .extracting(row -> row.span().id() + row.depth())
                .containsExactly("x0", "y0", "z1");
        assertThat(TraceRow.of(new Trace(whole.summary(), List.of()))).isEmpty();
    }
}
