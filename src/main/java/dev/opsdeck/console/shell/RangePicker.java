package dev.opsdeck.console.shell;

import dev.opsdeck.console.live.SelectedRange;
import dev.opsdeck.console.live.TimeRange;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.HBox;

/// The time range in the top bar: five buttons in a row or, where the window is narrow, one menu. JavaFX thread only.
final class RangePicker {

    /// Width of the top bar below which the row of buttons would squeeze the server's name.
    private static final double NARROW = 880;

    private final SelectedRange selected;

    RangePicker(HBox top, HBox buttons, MenuButton menu, SelectedRange selected) {
        this.selected = selected;
        ToggleGroup group = new ToggleGroup();
        for (TimeRange range : TimeRange.values()) {
            buttons.getChildren().add(button(range, group));
            MenuItem item = new MenuItem(range.label());
            item.setOnAction(click -> selected.range().set(range));
            menu.getItems().add(item);
        }
        menu.setAccessibleText("Time range");
        selected.range().subscribe(now -> menu.setText(now.label()));
        buttons.visibleProperty().bind(top.widthProperty().greaterThanOrEqualTo(NARROW));
        buttons.managedProperty().bind(buttons.visibleProperty());
        menu.visibleProperty().bind(buttons.visibleProperty().not());
        menu.managedProperty().bind(menu.visibleProperty());
    }

    private ToggleButton button(TimeRange range, ToggleGroup group) {
        ToggleButton button = new ToggleButton(range.label());
        button.setId("range-" + range.name());
        button.setToggleGroup(group);
        button.setOnAction(click -> {
            // Pressing the selected one must not leave none selected.
            button.setSelected(true);
            selected.range().set(range);
        });
        selected.range().subscribe(now -> button.setSelected(now == range));
        return button;
    }
}
