package dev.opsdeck.console.requests;

import static dev.opsdeck.console.ui.Visibility.visible;

import dev.opsdeck.api.requests.QueryFigures;
import dev.opsdeck.api.requests.QuerySuspect;
import dev.opsdeck.api.requests.RequestEntry;
import dev.opsdeck.console.ui.Formats;
import dev.opsdeck.console.ui.StateCell;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.ObservableList;
import javafx.collections.transformation.SortedList;
import javafx.scene.control.Label;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;

/// Gives the page's tables their columns. Rows are all of one height, so that a table looks only at those it
/// shows. FX thread.
final class Tables {

    static final double ROW_HEIGHT = 32;
    private static final double HEADER_HEIGHT = 42;

    private static final double ROOM_FOR_SCROLL_BAR = 18;

    private Tables() {}

    static void requests(
            TableView<RequestEntry> table, ObservableList<RequestEntry> rows, Formats formats, InstantSource clock) {
        table.setItems(rows);
        TableColumn<RequestEntry, RequestEntry> when = column("Answered", 132);
        when.setCellFactory(column -> new TextCell<>(
                entry -> RequestWords.moment(entry.at(), clock.instant(), formats),
                entry -> formats.full(entry.at()),
                false));
        TableColumn<RequestEntry, RequestEntry> request = column("Request", 300);
        request.setCellFactory(column -> new RequestCell());
        TableColumn<RequestEntry, RequestEntry> status = column("Status", 76);
        status.setCellFactory(column ->
                new StateCell<>(entry -> RequestWords.state(entry.status()), entry -> String.valueOf(entry.status())));
        TableColumn<RequestEntry, RequestEntry> took = number("Took", 88);
        took.setCellFactory(
                column -> new TextCell<>(entry -> RequestWords.millis(entry.durationMillis()), entry -> null, true));
        table.getColumns().setAll(List.of(when, request, status, took));
        List.of(when, request, status, took).forEach(column -> column.setSortable(false));
        fill(table, request, 160);
    }

    /// A click on a column's title sorts by it.
    static void statements(TableView<QueryFigures> table, ObservableList<QueryFigures> rows) {
        TableColumn<QueryFigures, QueryFigures> statement = column("Statement", 300);
        statement.setCellFactory(column -> new TextCell<>(QueryFigures::statement, figures -> null, false));
        statement.setComparator(Comparator.comparing(QueryFigures::statement));
        TableColumn<QueryFigures, QueryFigures> total =
                sorted("Total", 76, QueryFigures::totalMillis, figures -> RequestWords.millis(figures.totalMillis()));
        table.getColumns()
                .setAll(List.of(
                        statement,
                        sorted("Calls", 80, QueryFigures::calls, figures -> Formats.large(figures.calls())),
                        sorted("Rows", 88, QueryFigures::rows, figures -> Formats.large(figures.rows())),
                        sorted("p95", 76, QueryFigures::p95Millis, figures -> RequestWords.millis(figures.p95Millis())),
                        sorted("Max", 76, QueryFigures::maxMillis, figures -> RequestWords.millis(figures.maxMillis())),
                        total));
        total.setSortType(TableColumn.SortType.DESCENDING);
        table.getSortOrder().setAll(List.of(total));
        fill(table, statement, 160);
        SortedList<QueryFigures> sorted = new SortedList<>(rows);
        sorted.comparatorProperty().bind(table.comparatorProperty());
        table.setItems(sorted);
    }

    static void suspects(TableView<QuerySuspect> table, ObservableList<QuerySuspect> rows) {
        table.setItems(rows);
        TableColumn<QuerySuspect, QuerySuspect> statement = column("Statement", 200);
        statement.setCellFactory(column -> new TextCell<>(QuerySuspect::statement, suspect -> null, false));
        TableColumn<QuerySuspect, QuerySuspect> route = column("Route", 150);
        route.setCellFactory(column -> new TextCell<>(QuerySuspect::route, QuerySuspect::route, false));
        TableColumn<QuerySuspect, QuerySuspect> times = number("Times", 64);
        times.setCellFactory(
                column -> new TextCell<>(suspect -> Formats.count(suspect.executions()), suspect -> null, true));
        TableColumn<QuerySuspect, QuerySuspect> lost = number("Lost", 76);
        lost.setCellFactory(
                column -> new TextCell<>(suspect -> RequestWords.millis(suspect.lostMillis()), suspect -> null, true));
        TableColumn<QuerySuspect, QuerySuspect> requests = number("Requests", 84);
        requests.setCellFactory(
                column -> new TextCell<>(suspect -> Formats.count(suspect.requests()), suspect -> null, true));
        table.getColumns().setAll(List.of(statement, route, times, lost, requests));
        List.of(statement, route, times, lost, requests).forEach(column -> column.setSortable(false));
        fill(table, statement, 120);
    }

    /// So high that these rows are seen, at most three.
    static double heightOf(int rows) {
        return HEADER_HEIGHT + Math.min(3, rows) * ROW_HEIGHT;
    }

    static <T> TableColumn<T, T> column(String title, double width) {
        TableColumn<T, T> column = new TableColumn<>(title);
        column.setCellValueFactory(row -> new ReadOnlyObjectWrapper<>(row.getValue()));
        column.setPrefWidth(width);
        column.setReorderable(false);
        return column;
    }

    static <T> TableColumn<T, T> number(String title, double width) {
        TableColumn<T, T> column = column(title, width);
        column.getStyleClass().add("od-number");
        return column;
    }

    /// A click on its title puts the largest first.
    private static TableColumn<QueryFigures, QueryFigures> sorted(
            String title, double width, ToDoubleFunction<QueryFigures> value, Function<QueryFigures, String> text) {
        TableColumn<QueryFigures, QueryFigures> column = number(title, width);
        column.setComparator(Comparator.comparingDouble(value));
        column.setSortType(TableColumn.SortType.DESCENDING);
        column.setCellFactory(cells -> new TextCell<>(text, figures -> null, true));
        return column;
    }

    /// One column takes the room that the others leave.
    static <T> void fill(TableView<T> table, TableColumn<T, T> column, double least) {
        table.setFixedCellSize(ROW_HEIGHT);
        table.setPlaceholder(new Region());
        table.widthProperty().subscribe(now -> {
            double others = table.getColumns().stream()
                    .filter(other -> !other.equals(column))
                    .mapToDouble(TableColumn::getPrefWidth)
                    .sum();
            column.setPrefWidth(Math.max(least, now.doubleValue() - others - ROOM_FOR_SCROLL_BAR));
        });
    }

    static final class TextCell<T> extends TableCell<T, T> {

        private final Function<T, String> text;
        private final Function<T, @Nullable String> more;

        /// @param more what the tooltip says; null: nothing
        TextCell(Function<T, String> text, Function<T, @Nullable String> more, boolean number) {
            this.text = text;
            this.more = more;
            if (number) {
                getStyleClass().add("od-number");
            }
        }

        @Override
        protected void updateItem(@Nullable T item, boolean empty) {
            super.updateItem(item, empty);
            setText(empty || item == null ? null : text.apply(item));
            String tip = empty || item == null ? null : more.apply(item);
            setTooltip(tip == null ? null : new Tooltip(tip));
        }
    }

    /// Method and address, and whether a load run sent it.
    private static final class RequestCell extends TableCell<RequestEntry, RequestEntry> {

        private final Label method = new Label();
        private final Label url = new Label();
        private final Label mark = new Label();
        private final HBox line;

        RequestCell() {
            method.getStyleClass().add("od-strong");
            method.setMinWidth(Region.USE_PREF_SIZE);
            url.setMaxWidth(Double.MAX_VALUE);
            HBox.setHgrow(url, Priority.ALWAYS);
            mark.getStyleClass().add("od-badge");
            mark.setMinWidth(Region.USE_PREF_SIZE);
            line = new HBox(6, method, url, mark);
            line.getStyleClass().add("requests-line");
            setPrefWidth(0);
        }

        @Override
        protected void updateItem(@Nullable RequestEntry entry, boolean empty) {
            super.updateItem(entry, empty);
            if (empty || entry == null) {
                setGraphic(null);
                return;
            }
            method.setText(entry.method());
            url.setText(entry.url());
            String words = entry.leftOut() > 0
                    ? "+" + Formats.count(entry.leftOut()) + " more"
                    : entry.loadRun() ? "load run" : "";
            mark.setText(words);
            visible(mark, !words.isEmpty());
            setGraphic(line);
        }
    }
}
