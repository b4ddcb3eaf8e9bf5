package dev.opsdeck.console.loadruns;

import static dev.opsdeck.console.ui.Visibility.visible;

import dev.opsdeck.api.loadruns.LoadPoint;
import dev.opsdeck.api.loadruns.LoadRun;
import dev.opsdeck.api.loadruns.LoadServerSide;
import java.util.List;
import javafx.scene.control.Label;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// The card of a run's curves: response times beside the server's own, below them one figure of the same seconds that
/// is chosen, and what failed when something did. Public for FXML; FX thread.
public final class RunCurves extends VBox {

    private final RunChart latency = chart("latencyChart", 120, 152);
    private final Label alone = title("Requests a second");
    private final MeasurePicker picker = new MeasurePicker(this::showMeasure);
    private final RunChart measure = chart("measureChart", 84, 112);
    private final Label silence = new Label();
    private final RunChart errors = chart("errorChart", 72, 80);
    private final VBox failed = new VBox(8, title("Errors a second"), errors);
    private List<Measure> measures = List.of();
    private int length = 1;

    public RunCurves() {
        super(8);
        getStyleClass().add("od-card");
        latency.unit("ms");
        latency.goal(RunWords.GOAL_P95_MILLIS, "goal 200 ms");
        VBox.setVgrow(latency, Priority.ALWAYS);
        silence.setId("silence");
        silence.getStyleClass().addAll("od-muted", "od-small");
        silence.setWrapText(true);
        silence.setMinHeight(USE_PREF_SIZE);
        getChildren()
                .addAll(
                        title("Response time from the intended start"),
                        latency,
                        alone,
                        picker,
                        measure,
                        silence,
                        failed);
    }

    /// @param side what the server told of itself; null while that is not known
    void show(LoadRun run, List<LoadPoint> points, @Nullable LoadServerSide side, Baseline baseline) {
        length = RunLines.length(run, points, baseline.seconds());
        List<RunChart.Band> late = RunLines.late(run);
        latency.mark(late);
        measure.mark(late);
        latency.show(RunLines.latencies(points, side, baseline), length);
        measures = Measure.of(points, side, baseline);
        visible(picker, measures.size() > 1);
        visible(alone, measures.size() == 1);
        showMeasure();
        silence.setText(RunLines.withoutServer(run, points, side));
        visible(silence, !silence.getText().isEmpty());
        List<RunChart.Series> bad = RunLines.errors(points);
        errors.show(bad, length);
        visible(failed, !bad.isEmpty());
    }

    private void showMeasure() {
        if (!measures.isEmpty()) {
            Measure drawn = picker.show(measures);
            measure.unit(drawn.unit());
            measure.note(drawn.note());
            measure.show(drawn.lines(), length);
        }
    }

    private static RunChart chart(String id, double least, double wanted) {
        RunChart chart = new RunChart();
        chart.setId(id);
        chart.setMinHeight(least);
        chart.setPrefHeight(wanted);
        return chart;
    }

    private static Label title(String text) {
        Label title = new Label(text);
        title.getStyleClass().add("od-title");
        title.setMinWidth(0);
        return title;
    }
}
