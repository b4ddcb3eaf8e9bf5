package dev.opsdeck.console.loadruns;

import dev.opsdeck.console.loadruns.RunSource.Origin;
import java.util.function.Consumer;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.HBox;

/// Who makes the runs of a remote server: two buttons, of which one is selected. FX thread.
public final class OriginPicker extends HBox {

    private final Label name = new Label();
    private final ToggleButton here = new ToggleButton("This computer");
    private final ToggleButton server = new ToggleButton("The server itself");

    /// With no name yet.
    public OriginPicker() {
        super(8);
        setAlignment(Pos.CENTER_LEFT);
        name.getStyleClass().add("od-muted");
        ToggleGroup group = new ToggleGroup();
        group.getToggles().addAll(here, server);
        here.getStyleClass().add("origin-here");
        server.getStyleClass().add("origin-server");
        HBox buttons = new HBox(here, server);
        buttons.getStyleClass().add("od-segmented");
        getChildren().addAll(name, buttons);
    }

    /// What stands before the buttons.
    public void setText(String text) {
        name.setText(text);
    }

    /// For FXML.
    public String getText() {
        return name.getText();
    }

    /// @param chosen told of every click
    void onChoose(Consumer<Origin> chosen) {
        here.setOnAction(click -> choose(Origin.HERE, chosen));
        server.setOnAction(click -> choose(Origin.SERVER, chosen));
    }

    /// Selects one.
    void show(Origin origin) {
        here.setSelected(origin == Origin.HERE);
        server.setSelected(origin == Origin.SERVER);
    }

    /// A click on the one that is selected would leave none.
    private void choose(Origin origin, Consumer<Origin> chosen) {
        show(origin);
        chosen.accept(origin);
    }
}
