package dev.opsdeck.console.loadruns;

import static dev.opsdeck.console.ui.Visibility.visible;

import dev.opsdeck.api.loadruns.LoadFindings;
import dev.opsdeck.api.loadruns.LoadFindings.Step;
import dev.opsdeck.api.loadruns.LoadRun;
import dev.opsdeck.console.ui.Formats;
import dev.opsdeck.console.ui.State;
import dev.opsdeck.console.ui.StateLabel;
import java.util.List;
import javafx.geometry.HPos;
import javafx.scene.control.Label;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// The card of a ramp's steps: what was asked and reached, p95 and whether the goals were kept. Not there for other
/// runs, and while a ramp goes on. Public for FXML; FX thread.
public final class StepsView extends VBox {

    private final FigureTable table = new FigureTable();

    public StepsView() {
        super(4);
        getStyleClass().add("od-card");
        Label title = new Label("Steps, in requests a second");
        title.getStyleClass().add("od-title");
        title.setMinWidth(0);
        table.setId("steps");
        table.getStyleClass().add("runs-steps");
        for (int column = 0; column < 4; column++) {
            ColumnConstraints constraints = new ColumnConstraints();
            constraints.setHgrow(Priority.ALWAYS);
            constraints.setMinWidth(Region.USE_PREF_SIZE);
            constraints.setHalignment(column == 0 || column == 3 ? HPos.LEFT : HPos.RIGHT);
            table.getColumnConstraints().add(constraints);
        }
        getChildren().addAll(title, table);
    }

    void show(LoadRun run) {
        LoadFindings.Ramp ramp = run.findings() == null ? null : run.findings().ramp();
        List<Step> steps = ramp == null ? List.of() : ramp.steps();
        visible(this, !steps.isEmpty());
        table.begin(List.of("asked", "reached", "p95", ""));
        for (int i = 0; i < steps.size(); i++) {
            Step step = steps.get(i);
            boolean broke = i == steps.size() - 1 && ramp != null && ramp.brokenBy() != null;
            StateLabel verdict = new StateLabel();
            verdict.show(state(step, broke), word(step, broke));
            verdict.setMinWidth(Region.USE_PREF_SIZE);
            table.row(
                    Formats.figure(step.askedPerSecond()),
                    List.of(
                            FigureTable.figure(Formats.figure(step.reachedPerSecond())),
                            FigureTable.figure(step.p95Millis() > 0 ? RunWords.millis(step.p95Millis()) : Formats.NONE),
                            verdict));
        }
    }

    /// @param broke whether it is the one that broke a goal
    static State state(Step step, boolean broke) {
        return step.notValid() != null ? State.WARNING : broke ? State.CRITICAL : State.OK;
    }

    static String word(Step step, boolean broke) {
        return step.notValid() != null ? "not valid" : broke ? "goal missed" : "kept";
    }
}
