package dev.opsdeck.console.loadruns;

import dev.opsdeck.api.loadruns.LoadRun;
import dev.opsdeck.console.ui.Formats;
import dev.opsdeck.console.ui.StateLabel;
import java.util.function.Function;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// A run in the list: number, profile and load; when, its p95, and the verdict by shape, colour and word.
final class RunCell extends ListCell<LoadRun> {

    private final Function<LoadRun, String> moment;
    private final Label number = new Label();
    private final Label name = new Label();
    private final Label latency = new Label();
    private final Label when = new Label();
    private final StateLabel verdict = new StateLabel();
    private final VBox lines;

    RunCell(Function<LoadRun, String> moment) {
        this.moment = moment;
        number.getStyleClass().add("od-strong");
        number.setMinWidth(Region.USE_PREF_SIZE);
        when.getStyleClass().addAll("od-muted", "od-small");
        verdict.setMinWidth(Region.USE_PREF_SIZE);
        latency.getStyleClass().addAll("od-muted", "od-small");
        latency.setMinWidth(Region.USE_PREF_SIZE);
        HBox first = new HBox(6, number, name, space(), latency);
        first.setAlignment(Pos.BASELINE_LEFT);
        HBox second = new HBox(6, when, space(), verdict);
        second.setAlignment(Pos.CENTER_LEFT);
        lines = new VBox(2, first, second);
        setPrefWidth(0);
    }

    private static Region space() {
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        return space;
    }

    @Override
    protected void updateItem(@Nullable LoadRun run, boolean empty) {
        super.updateItem(run, empty);
        if (empty || run == null) {
            setGraphic(null);
            return;
        }
        number.setText("#" + run.id());
        name.setText(RunWords.profile(run.profile()) + " · " + RunWords.load(run));
        String p95 = RunWords.p95(run.figures());
        latency.setText(p95.equals(Formats.NONE) ? "" : "p95 " + p95);
        when.setText(moment.apply(run));
        verdict.show(RunWords.state(run), RunWords.word(run));
        setGraphic(lines);
    }
}
