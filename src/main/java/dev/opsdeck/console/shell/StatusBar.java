package dev.opsdeck.console.shell;

import static dev.opsdeck.console.ui.Visibility.visible;

import dev.opsdeck.console.shell.StatusViewModel.Item;
import java.util.List;
import java.util.stream.Collectors;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;

/// What is under way, at the bottom left: the first in full, the others counted. JavaFX thread only.
final class StatusBar {

    private final HBox work;
    private final Label title = new Label();
    private final ProgressBar bar = new ProgressBar();
    private final Label detail = new Label();
    private final Button cancel = new Button("Cancel");
    private final Label more = new Label();
    private List<Item> shown = List.of();

    StatusBar(HBox work) {
        this.work = work;
        title.setMinWidth(60);
        bar.setMinWidth(80);
        detail.getStyleClass().add("od-muted");
        more.getStyleClass().add("od-muted");
        more.setMinWidth(Region.USE_PREF_SIZE);
        cancel.setMinWidth(Region.USE_PREF_SIZE);
        cancel.setId("cancel-work");
    }

    /// Shows what is under way now; touches the scene only where something changed.
    void show(List<Item> items) {
        if (items.isEmpty()) {
            if (!shown.isEmpty()) {
                work.getChildren().clear();
                shown = items;
            }
            return;
        }
        Item first = items.getFirst();
        if (shown.isEmpty()) {
            work.getChildren().setAll(title, bar, detail, cancel, more);
        }
        title.setText(first.title());
        // An indeterminate bar would be animated all the time: work of unknown length shows its figures alone.
        visible(bar, first.progress() >= 0);
        bar.setProgress(Math.max(0, first.progress()));
        detail.setText(first.detail());
        Runnable stop = first.cancel();
        cancel.setVisible(stop != null);
        cancel.setOnAction(stop == null ? null : click -> stop.run());
        more.setText(items.size() == 1 ? "" : "+ " + (items.size() - 1) + " more");
        more.setTooltip(
                items.size() == 1
                        ? null
                        : new Tooltip(items.stream().skip(1).map(Item::title).collect(Collectors.joining("\n"))));
        shown = items;
    }
}
