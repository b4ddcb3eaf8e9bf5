package dev.opsdeck.console.loadruns;

import static dev.opsdeck.console.ui.Visibility.visible;

import dev.opsdeck.api.loadruns.LoadComparison;
import dev.opsdeck.api.loadruns.LoadRun;
import dev.opsdeck.console.ui.StateLabel;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.geometry.HPos;
import javafx.geometry.Pos;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;
import org.jspecify.annotations.Nullable;

/// The card of a comparison: which run is the baseline, the verdict, and the percentiles side by side. Public for
/// FXML; FX thread.
public final class ComparisonView extends VBox {

    /// A choice of the box; the first is no run at all.
    private record Choice(@Nullable LoadRun run) {}

    private static final double NAME_WIDTH = 58;

    /// While there is nothing below the choice.
    private static final String ALONE = "runs-choice";

    private final ComboBox<Choice> choices = new ComboBox<>();
    private final StateLabel verdict = new StateLabel();
    private final FigureTable table = new FigureTable();
    private final Remarks remarks = new Remarks();

    public ComparisonView() {
        super(8);
        getStyleClass().add("od-card");
        Label title = new Label("Compared with");
        title.getStyleClass().add("od-title");
        title.setMinWidth(Region.USE_PREF_SIZE);
        choices.setId("compareWith");
        choices.setAccessibleText("Run to compare with");
        choices.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(choices, Priority.ALWAYS);
        HBox head = new HBox(8, title, choices);
        head.setAlignment(Pos.CENTER_LEFT);
        table.getStyleClass().add("runs-compared");
        verdict.setId("compared");
        verdict.getStyleClass().add("od-strong");
        verdict.setWrapText(true);
        verdict.setMinHeight(Region.USE_PREF_SIZE);
        for (int column = 0; column < 4; column++) {
            ColumnConstraints constraints = new ColumnConstraints();
            constraints.setHgrow(column == 0 ? Priority.ALWAYS : Priority.NEVER);
            constraints.setMinWidth(column == 0 ? NAME_WIDTH : Region.USE_PREF_SIZE);
            constraints.setHalignment(column == 1 || column == 2 ? HPos.RIGHT : HPos.LEFT);
            table.getColumnConstraints().add(constraints);
        }
        getChildren().addAll(head, verdict, table, remarks);
    }

    /// @param moment when a run was
    /// @param action told of the run that is chosen; null for none
    void onChoose(Function<LoadRun, String> moment, Consumer<@Nullable LoadRun> action) {
        choices.setConverter(new StringConverter<>() {
            @Override
            public String toString(@Nullable Choice choice) {
                LoadRun run = choice == null ? null : choice.run();
                return run == null
                        ? "no other run"
                        : "#" + run.id() + (run.baseline() ? " baseline" : "") + " · " + moment.apply(run);
            }

            @Override
            public Choice fromString(String text) {
                return new Choice(null);
            }
        });
        choices.setOnAction(event -> {
            Choice choice = choices.getValue();
            if (choice != null) {
                action.accept(choice.run());
            }
        });
    }

    /// @param chosen one of the candidates, or null
    void candidates(List<LoadRun> candidates, @Nullable LoadRun chosen) {
        visible(this, !candidates.isEmpty());
        List<Choice> all = new ArrayList<>();
        all.add(new Choice(null));
        candidates.forEach(run -> all.add(new Choice(run)));
        var action = choices.getOnAction();
        choices.setOnAction(null);
        if (!choices.getItems().equals(all)) {
            choices.getItems().setAll(all);
        }
        choices.setValue(all.stream()
                .filter(choice ->
                        choice.run() != null && chosen != null && choice.run().id() == chosen.id())
                .findFirst()
                .orElse(all.getFirst()));
        choices.setOnAction(action);
    }

    void result(@Nullable LoadComparison comparison) {
        boolean there = comparison != null;
        for (Region part : List.of(verdict, table, remarks)) {
            visible(part, there);
        }
        getStyleClass().remove(ALONE);
        if (comparison == null) {
            getStyleClass().add(ALONE);
            return;
        }
        verdict.show(ComparisonWords.state(comparison.outcome()), ComparisonWords.verdict(comparison));
        table.begin(List.of("", "#" + comparison.a().id(), "#" + comparison.b().id(), "change"));
        String call = "";
        for (LoadComparison.Row row : comparison.rows()) {
            if (!ComparisonWords.call(row).equals(call)) {
                call = ComparisonWords.call(row);
                table.group(call);
            }
            StateLabel outcome = new StateLabel();
            outcome.show(ComparisonWords.state(row.outcome()), ComparisonWords.word(row.outcome()));
            outcome.setMinWidth(Region.USE_PREF_SIZE);
            Label change = FigureTable.figure(ComparisonWords.change(row));
            change.getStyleClass().addAll("od-muted", "od-small");
            VBox found = new VBox(outcome, change);
            found.getStyleClass().add("runs-change");
            found.setAlignment(Pos.CENTER_LEFT);
            table.row(
                    ComparisonWords.measure(row),
                    List.of(
                            FigureTable.figure(ComparisonWords.value(row, row.a())),
                            FigureTable.figure(ComparisonWords.value(row, row.b())),
                            found));
        }
        remarks.show(comparison.remarks());
    }
}
