package dev.opsdeck.console.overview;

import dev.opsdeck.api.caches.Flush;
import dev.opsdeck.console.ui.Formats;
import dev.opsdeck.console.ui.StateLabel;
import java.time.Instant;
import java.util.function.Supplier;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;

/// A flush in the list: when, what, what became of it.
final class FlushCell extends ListCell<Flush> {

    private final Formats formats;
    private final Supplier<@Nullable Instant> now;
    private final Label when = new Label();
    private final Label what = new Label();
    private final Label extra = new Label();
    private final StateLabel state = new StateLabel();
    private final HBox line = new HBox(12, when, what, extra, state);

    FlushCell(Formats formats, Supplier<@Nullable Instant> now) {
        this.formats = formats;
        this.now = now;
        when.getStyleClass().add("od-muted");
        when.setMinWidth(112);
        what.setMinWidth(0);
        what.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(what, Priority.ALWAYS);
        extra.getStyleClass().add("od-muted");
        extra.setMinWidth(Region.USE_PREF_SIZE);
        state.setMinWidth(128);
        line.setAlignment(Pos.CENTER_LEFT);
        setPrefWidth(0);
    }

    @Override
    protected void updateItem(@Nullable Flush flush, boolean empty) {
        super.updateItem(flush, empty);
        if (empty || flush == null) {
            setGraphic(null);
            return;
        }
        Instant at = now.get();
        when.setText(formats.moment(flush.at(), at == null ? flush.at() : at));
        what.setText(FlushWords.what(flush));
        Long queries = flush.findings().extraQueries();
        extra.setText(queries == null ? "" : Formats.count(queries) + " extra queries");
        state.show(FlushWords.state(flush.findings()), FlushWords.word(flush.findings()));
        setGraphic(line);
    }
}
