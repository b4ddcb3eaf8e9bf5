package dev.opsdeck.console.capacity;

import dev.opsdeck.api.capacity.CapacityAdvice;
import dev.opsdeck.console.ui.StateLabel;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// A piece of advice with its evidence. FX thread.
final class AdviceRow extends VBox {

    AdviceRow(CapacityAdvice advice) {
        super(3);
        setId("advice-" + advice.key());
        StateLabel state = new StateLabel(CapacityWords.state(advice.state()));
        state.setMinWidth(Region.USE_PREF_SIZE);
        Label title = new Label(advice.title());
        title.getStyleClass().add("od-strong");
        title.setWrapText(true);
        HBox line = new HBox(10, title, state);
        line.setAlignment(Pos.CENTER_LEFT);
        getChildren().addAll(line, wrapped(advice.text()));
        for (String evidence : advice.evidence()) {
            Label small = wrapped("• " + evidence);
            small.getStyleClass().addAll("od-muted", "od-small");
            getChildren().add(small);
        }
    }

    static Label wrapped(String text) {
        Label label = new Label(text);
        label.setWrapText(true);
        label.setMinHeight(Region.USE_PREF_SIZE);
        return label;
    }
}
