package dev.opsdeck.console.capacity;

import dev.opsdeck.api.capacity.Headroom;
import dev.opsdeck.console.ui.Bar;
import dev.opsdeck.console.ui.State;
import dev.opsdeck.console.ui.StateLabel;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// How full a limit is: words, a bar, its share, and the state by colour, shape and word. FX thread.
final class HeadroomRow extends VBox {

    private static final double WARNING = 0.7;
    private static final double CRITICAL = 0.9;

    HeadroomRow(Headroom row) {
        super(2);
        State state = CapacityWords.state(row.state());
        setId("headroom-" + row.key());
        getStyleClass().addAll("capacity-row", state.word());
        Label title = new Label(row.title());
        title.setWrapText(true);
        HBox.setHgrow(title, Priority.ALWAYS);
        title.setMaxWidth(Double.MAX_VALUE);
        Label amount = new Label(CapacityWords.headroom(row));
        amount.getStyleClass().add("od-muted");
        amount.setMinWidth(Region.USE_PREF_SIZE);
        Label share = new Label(CapacityWords.share(row));
        share.getStyleClass().addAll("od-strong", "capacity-number");
        share.setMinWidth(64);
        StateLabel word = new StateLabel(state);
        word.setMinWidth(84);
        HBox line = new HBox(12, title, amount, share, word);
        line.setAlignment(Pos.CENTER_LEFT);
        Bar bar = new Bar();
        bar.setMinHeight(16);
        bar.setPrefHeight(16);
        bar.show(row.share() == null ? Double.NaN : row.share(), WARNING, CRITICAL);
        Label evidence = new Label(row.evidence());
        evidence.getStyleClass().addAll("od-muted", "od-small");
        evidence.setWrapText(true);
        evidence.setMinHeight(Region.USE_PREF_SIZE);
        getChildren().addAll(line, bar, evidence);
    }
}
