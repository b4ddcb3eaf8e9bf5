package dev.opsdeck.console.overview;

import static dev.opsdeck.console.ui.Visibility.visible;

import dev.opsdeck.api.live.LogEntry;
import dev.opsdeck.console.ui.Formats;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// The last events, or the last before the moment that is looked back at. FX thread.
public final class EventsCard extends VBox {

    private final Label title = new Label();
    private final Label none = new Label("No event of the seven days before is known.");
    private final VBox rows = new VBox();

    /// Hidden until there is something to list.
    public EventsCard() {
        getStyleClass().addAll("od-card", "overview-events");
        title.getStyleClass().add("od-title");
        none.getStyleClass().add("od-muted");
        rows.getStyleClass().add("overview-rows");
        visible(this, false);
    }

    /// Shows what the view-model says.
    ///
    /// @param openFlush   shows what a flush led to
    /// @param openFlushes shows all that are kept
    void connect(OverviewViewModel model, Formats formats, Consumer<LogEntry> openFlush, Runnable openFlushes) {
        Button flushes = new Button("Flushes and their recovery");
        flushes.getStyleClass().add("od-link");
        flushes.setOnAction(click -> openFlushes.run());
        Region between = new Region();
        HBox.setHgrow(between, Priority.ALWAYS);
        HBox top = new HBox(title, between, flushes);
        top.getStyleClass().add("overview-line");
        getChildren().addAll(top, rows, none);
        model.events().subscribe(events -> {
            Instant now = model.now();
            rows.getChildren()
                    .setAll(events.stream()
                            .map(entry -> new EventRow(entry, formats, now == null ? entry.at() : now, openFlush))
                            .toList());
            showOrHide(events, model.past().get());
        });
        model.past().subscribe(past -> {
            title.setText(past == null ? "Last events" : "Last events up to " + formats.clockSeconds(past.at()));
            showOrHide(model.events().get(), past);
        });
    }

    private void showOrHide(List<LogEntry> events, @Nullable PastWords past) {
        visible(this, !events.isEmpty() || past != null);
        visible(none, events.isEmpty());
        visible(rows, !events.isEmpty());
    }
}
