package dev.opsdeck.console.alerts;

import dev.opsdeck.console.ui.State;
import dev.opsdeck.console.ui.StateCell;
import java.util.List;
import java.util.function.Function;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.scene.Node;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;

/// Columns of the page's tables. Rows are all of one height, so that a table looks only at those it shows. FX thread.
final class Columns {

    private static final double ROW_HEIGHT = 32;
    private static final double ROOM_FOR_SCROLL_BAR = 18;

    private Columns() {}

    /// @param more what the tooltip says; null for nothing
    static <T> TableColumn<T, T> text(
            String title, double width, Function<T, String> text, Function<T, @Nullable String> more) {
        TableColumn<T, T> column = column(title, width);
        column.setCellFactory(cells -> new TableCell<>() {
            @Override
            protected void updateItem(@Nullable T item, boolean empty) {
                super.updateItem(item, empty);
                setText(empty || item == null ? null : text.apply(item));
                String tip = empty || item == null ? null : more.apply(item);
                setTooltip(tip == null ? null : new Tooltip(tip));
            }
        });
        return column;
    }

    /// The tooltip says the same: what does not fit can be read.
    static <T> TableColumn<T, T> text(String title, double width, Function<T, String> text) {
        return text(title, width, text, item -> text.apply(item));
    }

    static <T> TableColumn<T, T> number(String title, double width, Function<T, String> text) {
        TableColumn<T, T> column = text(title, width, text);
        column.getStyleClass().add("od-number");
        return column;
    }

    static <T> TableColumn<T, T> state(String title, double width, Function<T, State> state, Function<T, String> word) {
        TableColumn<T, T> column = column(title, width);
        column.setCellFactory(cells -> new StateCell<>(state, word));
        return column;
    }

    /// @param node made anew for each row that comes into sight
    static <T> TableColumn<T, T> node(String title, double width, Function<T, @Nullable Node> node) {
        TableColumn<T, T> column = column(title, width);
        column.setCellFactory(cells -> new TableCell<>() {
            @Override
            protected void updateItem(@Nullable T item, boolean empty) {
                super.updateItem(item, empty);
                setGraphic(empty || item == null ? null : node.apply(item));
            }
        });
        return column;
    }

    /// One column takes the room that the others leave.
    static <T> void put(TableView<T> table, List<TableColumn<T, T>> columns, TableColumn<T, T> wide, double least) {
        table.getColumns().setAll(columns);
        columns.forEach(column -> column.setSortable(false));
        table.setFixedCellSize(ROW_HEIGHT);
        table.setPlaceholder(new Region());
        table.widthProperty().subscribe(now -> {
            double others = columns.stream()
                    .filter(other -> !other.equals(wide))
                    .mapToDouble(TableColumn::getPrefWidth)
                    .sum();
            wide.setPrefWidth(Math.max(least, now.doubleValue() - others - ROOM_FOR_SCROLL_BAR));
        });
    }

    private static <T> TableColumn<T, T> column(String title, double width) {
        TableColumn<T, T> column = new TableColumn<>(title);
        column.setCellValueFactory(row -> new ReadOnlyObjectWrapper<>(row.getValue()));
        column.setPrefWidth(width);
        column.setReorderable(false);
        return column;
    }
}
