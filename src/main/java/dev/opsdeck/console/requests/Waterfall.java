package dev.opsdeck.console.requests;

import dev.opsdeck.api.traces.SpanKind;
import java.util.List;
import javafx.scene.control.Label;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;

/// Gives a table the columns of a waterfall: what was done, a bar for when, and how long it took. FX thread.
final class Waterfall {

    private static final double INDENT = 14;
    private static final double NAME_SHARE = 0.36;
    private static final double TOOK = 92;
    private static final double LEAST_BAR = 2;
    private static final double BAR = 12;
    private static final double ROOM_FOR_SCROLL_BAR = 18;

    private Waterfall() {}

    static void columns(TableView<TraceRow> table) {
        TableColumn<TraceRow, TraceRow> name = Tables.column("Span", 240);
        name.setCellFactory(column -> new NameCell());
        TableColumn<TraceRow, TraceRow> time = Tables.column("When", 300);
        time.setCellFactory(column -> new BarCell());
        TableColumn<TraceRow, TraceRow> took = Tables.number("Took", TOOK);
        took.setCellFactory(column -> new TookCell());
        table.getColumns().setAll(List.of(name, time, took));
        table.getColumns().forEach(column -> column.setSortable(false));
        table.setFixedCellSize(Tables.ROW_HEIGHT);
        table.setPlaceholder(new Region());
        table.widthProperty().subscribe(now -> {
            double room = Math.max(200, now.doubleValue() - TOOK - ROOM_FOR_SCROLL_BAR);
            name.setPrefWidth(room * NAME_SHARE);
            time.setPrefWidth(room * (1 - NAME_SHARE));
        });
    }

    static String style(SpanKind kind) {
        return switch (kind) {
            case REQUEST, SYNC, LOAD_RUN -> "traces-root";
            case QUERY -> "traces-query";
            case CACHE -> "traces-cache";
        };
    }

    private static final class NameCell extends TableCell<TraceRow, TraceRow> {

        private final Region indent = new Region();
        private final Label name = new Label();
        private final HBox line = new HBox(indent, name);

        NameCell() {
            line.getStyleClass().add("requests-line");
            setPrefWidth(0);
        }

        @Override
        protected void updateItem(@Nullable TraceRow row, boolean empty) {
            super.updateItem(row, empty);
            if (empty || row == null) {
                setGraphic(null);
                return;
            }
            indent.setMinWidth(row.depth() * INDENT);
            name.setText(row.span()
                    .attributes()
                    .getOrDefault("db.query.text", row.span().name()));
            setGraphic(line);
        }
    }

    private static final class BarCell extends TableCell<TraceRow, TraceRow> {

        private final Region bar = new Region();
        private final Pane track = new Pane(bar) {
            @Override
            protected void layoutChildren() {
                TraceRow row = getItem();
                if (row != null) {
                    double width = Math.max(LEAST_BAR, row.width() * getWidth());
                    double from = Math.min(row.from() * getWidth(), getWidth() - width);
                    bar.resizeRelocate(from, (getHeight() - BAR) / 2, width, BAR);
                }
            }
        };

        BarCell() {
            track.setMinWidth(0);
            track.setPrefSize(0, Tables.ROW_HEIGHT);
            setPrefWidth(0);
        }

        @Override
        protected void updateItem(@Nullable TraceRow row, boolean empty) {
            super.updateItem(row, empty);
            if (empty || row == null) {
                setGraphic(null);
                return;
            }
            bar.getStyleClass().setAll("traces-bar", style(row.span().kind()));
            if (row.span().failed()) {
                bar.getStyleClass().add("failed");
            }
            track.requestLayout();
            setGraphic(track);
        }

        @Override
        protected void layoutChildren() {
            track.setPrefWidth(getWidth() - snappedLeftInset() - snappedRightInset());
            super.layoutChildren();
        }
    }

    private static final class TookCell extends TableCell<TraceRow, TraceRow> {

        TookCell() {
            getStyleClass().add("od-number");
        }

        @Override
        protected void updateItem(@Nullable TraceRow row, boolean empty) {
            super.updateItem(row, empty);
            setText(
                    empty || row == null
                            ? null
                            : (row.span().failed() ? "✕ " : "")
                                    + RequestWords.millis(row.span().durationMillis()));
        }
    }
}
