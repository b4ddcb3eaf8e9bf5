package dev.opsdeck.console.audits;

import dev.opsdeck.api.audits.Audit;
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

/// An audit in the list: kind and number; period, and its state by shape, colour and word.
final class AuditCell extends ListCell<Audit> {

    private final Function<Audit, String> period;
    private final Label kind = new Label();
    private final Label number = new Label();
    private final Label when = new Label();
    private final StateLabel state = new StateLabel();
    private final VBox lines;

    AuditCell(Function<Audit, String> period) {
        this.period = period;
        kind.getStyleClass().add("od-strong");
        kind.setMinWidth(Region.USE_PREF_SIZE);
        number.getStyleClass().addAll("od-muted", "od-small");
        when.getStyleClass().addAll("od-muted", "od-small");
        state.setMinWidth(Region.USE_PREF_SIZE);
        HBox first = new HBox(6, kind, space(), state);
        first.setAlignment(Pos.CENTER_LEFT);
        HBox second = new HBox(6, when, space(), number);
        second.setAlignment(Pos.BASELINE_LEFT);
        lines = new VBox(2, first, second);
        setPrefWidth(0);
    }

    private static Region space() {
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        return space;
    }

    @Override
    protected void updateItem(@Nullable Audit audit, boolean empty) {
        super.updateItem(audit, empty);
        if (empty || audit == null) {
            setGraphic(null);
            return;
        }
        kind.setText(AuditWords.kind(audit.kind()));
        number.setText("#" + audit.id());
        when.setText(period.apply(audit));
        state.show(AuditWords.state(audit), AuditWords.word(audit));
        setGraphic(lines);
    }
}
