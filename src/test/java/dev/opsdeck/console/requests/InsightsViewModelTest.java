package dev.opsdeck.console.requests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opsdeck.api.insights.InsightKind;
import dev.opsdeck.api.insights.InsightReport;
import dev.opsdeck.console.connection.ApiFailure;
import dev.opsdeck.console.connection.Failure.Offline;
import dev.opsdeck.console.connection.Failure.Reason;
import dev.opsdeck.console.live.Asking;
import dev.opsdeck.console.live.Batch;
import dev.opsdeck.console.live.LinkState;
import dev.opsdeck.console.live.LiveModel;
import dev.opsdeck.console.task.DirectTasks;
import dev.opsdeck.console.ui.Formats;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import javafx.beans.property.SimpleStringProperty;
import org.junit.jupiter.api.Test;

class InsightsViewModelTest {

    private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");
    private static final InsightReport REPORT =
            new InsightReport(List.of(), List.of(new InsightReport.Check(InsightKind.IDLE_CACHE, true, "Fine.")));

    private final SimpleStringProperty selected = new SimpleStringProperty("one");
    private final DirectTasks tasks = new DirectTasks();
    private int asked;
    private boolean gone;
    private final LiveModel live = new LiveModel();
    private Instant now = NOON;
    private final InsightsViewModel model = new InsightsViewModel(
            new Asking<>(() -> this::read, selected, live, tasks, new Formats(ZoneOffset.UTC), () -> now), tasks);

    private InsightReport read() {
        asked++;
        if (gone) {
            throw new ApiFailure(new Offline(Reason.GONE, "eu-prod", ""));
        }
        return REPORT;
    }

    @Test
    void itIsReadWhileItIsSeenAndOfTheServerThatIsLookedAt() {
        tasks.tick();
        assertThat(asked).isZero();
        model.shown();
        tasks.tick();
        assertThat(asked).isEqualTo(2);
        assertThat(model.report().get()).isEqualTo(REPORT);
        gone = true;
        tasks.tick();
        assertThat(model.notice().get()).isNotEmpty();
        assertThat(model.report().get()).as("what was read stays").isEqualTo(REPORT);
        selected.set("two");
        assertThat(model.report().get().checks()).isEmpty();
        model.hidden();
        tasks.tick();
        assertThat(asked).isEqualTo(4);
    }

    @Test
    void withoutAConnectionItSaysWhenItWasRead() {
        live.apply(Batch.of(new LinkState.Live(NOON)));
        model.shown();
        assertThat(model.staleSince().get()).isEmpty();
        now = NOON.plusSeconds(300);

        live.apply(Batch.of(new LinkState.Lost(now, new Offline(Reason.GONE, "eu-prod", ""), null)));
        gone = true;
        tasks.tick();

        assertThat(model.staleSince().get()).isEqualTo("As of 12:00:00");
        assertThat(model.notice().get()).as("the window says it").isEmpty();
        assertThat(model.report().get()).isEqualTo(REPORT);

        selected.set("two");
        assertThat(model.staleSince().get()).as("nothing is read of that one").isEqualTo("As of 12:05:00");
        live.apply(Batch.of(new LinkState.Live(now)));
        assertThat(model.staleSince().get()).isEmpty();
    }
}
