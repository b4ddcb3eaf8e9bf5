package dev.opsdeck.console.loadruns;

import dev.opsdeck.api.loadruns.LoadPoint;
import dev.opsdeck.api.loadruns.LoadRun;
import dev.opsdeck.api.loadruns.LoadServerSide;
import java.util.List;
import javafx.scene.control.Label;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// The card of a run's curves: response times beside the server's own, requests a second, and what failed when
/// something did. Public for FXML; FX thread.
public final class RunCurves extends VBox {

    private final RunChart latency = chart("latencyChart", 128, 152);
    private final RunChart rate = chart("rateChart", 80, 104);
    private final RunChart errors = chart("errorChart", 72, 80);
    private final VBox failed = new VBox(8, title("Errors a second"), errors);

    public RunCurves() {
        super(8);
        getStyleClass().add("od-card");
        latency.unit("ms");
        latency.goal(RunWords.GOAL_P95_MILLIS, "goal 200 ms");
        VBox.setVgrow(latency, Priority.ALWAYS);
        getChildren()
                .addAll(
                        title("Response time from the intended start"),
                        latency,
                        title("Requests a second"),
                        rate,
                        failed);
    }

    /// @param side     what the server told of itself; null while that is not known
    /// @param baseline seconds of the run it is compared with; empty for none
    /// @param name     of that run
    void show(
            LoadRun run, List<LoadPoint> points, @Nullable LoadServerSide side, List<LoadPoint> baseline, String name) {
        int length = RunLines.length(run, points, baseline);
        List<RunChart.Band> late = RunLines.late(run);
        latency.mark(late);
        rate.mark(late);
        latency.note(RunLines.withoutHandler(run, points, side));
        latency.show(RunLines.latencies(points, side, baseline, name), length);
        rate.show(RunLines.rates(points), length);
        List<RunChart.Series> bad = RunLines.errors(points);
        errors.show(bad, length);
        failed.setVisible(!bad.isEmpty());
        failed.setManaged(!bad.isEmpty());
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
