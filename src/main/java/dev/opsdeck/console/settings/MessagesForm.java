package dev.opsdeck.console.settings;

import static dev.opsdeck.console.ui.Visibility.visible;

import dev.opsdeck.console.store.DesktopSettings;
import java.util.function.Consumer;
import javafx.geometry.Pos;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

/// Which messages the desktop gets: whether at all, and the hours without. What is chosen is kept at once, times
/// as soon as both can be read. FX thread.
public final class MessagesForm extends VBox {

    private final CheckBox on = new CheckBox("Tell the desktop of critical alerts and of their end");
    private final CheckBox quiet = new CheckBox("Not from");
    private final TextField from = new TextField();
    private final TextField until = new TextField();
    private final Label fault = new Label("Write both times as 22:00.");
    private Consumer<DesktopSettings> keeps = now -> {};

    /// Empty until it is told what is chosen.
    public MessagesForm() {
        super(8);
        on.setId("messagesOn");
        quiet.setId("messagesQuiet");
        from.setId("quietFrom");
        from.setAccessibleText("Quiet from");
        until.setId("quietUntil");
        until.setAccessibleText("Quiet until");
        fault.setId("quietFault");
        fault.getStyleClass().add("od-fault");
        for (TextField field : new TextField[] {from, until}) {
            field.setPrefColumnCount(4);
            field.textProperty().subscribe((before, now) -> changed());
        }
        HBox hours = new HBox(8, quiet, from, new Label("to"), until, fault);
        hours.setAlignment(Pos.CENTER_LEFT);
        on.selectedProperty().subscribe((before, now) -> changed());
        quiet.selectedProperty().subscribe((before, now) -> changed());
        getChildren().addAll(on, hours);
        arrange(true);
    }

    /// @param keep told every choice from now on
    void show(DesktopSettings now, Consumer<DesktopSettings> keep) {
        on.setSelected(now.on());
        quiet.setSelected(now.quiet());
        from.setText(now.from());
        until.setText(now.until());
        keeps = keep;
        changed();
    }

    private void changed() {
        boolean readable = DesktopSettings.time(from.getText()).isPresent()
                && DesktopSettings.time(until.getText()).isPresent();
        arrange(readable);
        if (readable) {
            keeps.accept(new DesktopSettings(
                    on.isSelected(),
                    quiet.isSelected(),
                    from.getText().strip(),
                    until.getText().strip()));
        }
    }

    private void arrange(boolean readable) {
        quiet.setDisable(!on.isSelected());
        from.setDisable(!on.isSelected() || !quiet.isSelected());
        until.setDisable(from.isDisable());
        visible(fault, !readable);
    }
}
