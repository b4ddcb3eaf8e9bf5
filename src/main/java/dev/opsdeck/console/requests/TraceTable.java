package dev.opsdeck.console.requests;

import dev.opsdeck.api.traces.TraceReason;
import dev.opsdeck.api.traces.TraceSummary;
import dev.opsdeck.console.ui.Formats;
import dev.opsdeck.console.ui.StateLabel;
import java.time.InstantSource;
import java.util.List;
import javafx.collections.ObservableList;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import org.jspecify.annotations.Nullable;

/// Gives the list of traces its columns. FX thread.
final class TraceTable {

    private TraceTable() {}

    static void columns(
            TableView<TraceSummary> table, ObservableList<TraceSummary> rows, Formats formats, InstantSource clock) {
        table.setItems(rows);
        TableColumn<TraceSummary, TraceSummary> when = Tables.column("Began", 132);
        when.setCellFactory(column -> new Tables.TextCell<>(
                trace -> RequestWords.moment(trace.at(), clock.instant(), formats),
                trace -> formats.full(trace.at()),
                false));
        TableColumn<TraceSummary, TraceSummary> name = Tables.column("Trace", 260);
        name.setCellFactory(column -> new Tables.TextCell<>(TraceSummary::name, TraceSummary::name, false));
        TableColumn<TraceSummary, TraceSummary> why = Tables.column("Kept because", 112);
        why.setCellFactory(column -> new ReasonCell());
        TableColumn<TraceSummary, TraceSummary> spans = Tables.number("Spans", 68);
        spans.setCellFactory(
                column -> new Tables.TextCell<>(trace -> Formats.count(trace.spans()), trace -> null, true));
        TableColumn<TraceSummary, TraceSummary> took = Tables.number("Took", 88);
        took.setCellFactory(column ->
                new Tables.TextCell<>(trace -> RequestWords.millis(trace.durationMillis()), trace -> null, true));
        table.getColumns().setAll(List.of(when, name, why, spans, took));
        table.getColumns().forEach(column -> column.setSortable(false));
        Tables.fill(table, name, 160);
    }

    /// Slow and failed ones with their state, the others as a plain word.
    private static final class ReasonCell extends TableCell<TraceSummary, TraceSummary> {

        private final StateLabel label = new StateLabel();

        @Override
        protected void updateItem(@Nullable TraceSummary trace, boolean empty) {
            super.updateItem(trace, empty);
            setGraphic(null);
            setText(null);
            if (empty || trace == null) {
                return;
            }
            String word = TraceWords.reason(trace.reason());
            if (trace.reason() == TraceReason.ERROR || trace.reason() == TraceReason.SLOW) {
                label.show(TraceWords.state(trace.reason()), word);
                setGraphic(label);
            } else {
                setText(word);
            }
        }
    }
}
