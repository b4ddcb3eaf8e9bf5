package dev.opsdeck.console.requests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opsdeck.api.insights.InsightKind;
import dev.opsdeck.api.insights.InsightReport;
import dev.opsdeck.console.connection.ApiFailure;
import dev.opsdeck.console.connection.Failure.Offline;
import dev.opsdeck.console.connection.Failure.Reason;
import dev.opsdeck.console.task.DirectTasks;
import java.util.List;
import javafx.beans.property.SimpleStringProperty;
import org.junit.jupiter.api.Test;

class InsightsViewModelTest {

    private static final InsightReport REPORT =
            new InsightReport(List.of(), List.of(new InsightReport.Check(InsightKind.IDLE_CACHE, true, "Fine.")));

    private final SimpleStringProperty selected = new SimpleStringProperty("one");
    private final DirectTasks tasks = new DirectTasks();
    private int asked;
    private boolean gone;
    private final InsightsViewModel model = new InsightsViewModel(() -> this::read, selected, tasks);

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
}
