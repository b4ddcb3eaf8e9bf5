package dev.opsdeck.console.products;

import dev.opsdeck.api.sync.RowIssue;
import dev.opsdeck.console.ui.Formats;
import dev.opsdeck.console.ui.StateCell;
import java.util.List;
import java.util.function.Function;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.Tooltip;
import javafx.scene.text.Text;
import org.jspecify.annotations.Nullable;

/// Gives the table of rejected and repaired rows its columns. FX thread.
final class IssueTable {

    private IssueTable() {}

    static void build(TableView<RowIssue> table) {
        TableColumn<RowIssue, RowIssue.Kind> kind = new TableColumn<>("What");
        kind.setCellValueFactory(
                row -> new ReadOnlyObjectWrapper<>(row.getValue().kind()));
        kind.setCellFactory(column -> new StateCell<>(SyncWords::state, SyncWords::kind));
        kind.setPrefWidth(92);
        kind.setSortable(false);
        table.getColumns()
                .setAll(List.of(
                        kind,
                        line(),
                        column("Id", 80, issue -> orNone(issue.rowId())),
                        column("Field", 72, issue -> orNone(issue.field())),
                        column("Value", 104, issue -> orNone(issue.value())),
                        reason()));
    }

    private static String orNone(@Nullable String text) {
        return text == null || text.isBlank() ? Formats.NONE : text.replaceAll("\\s+", " ");
    }

    private static TableColumn<RowIssue, String> column(String title, double width, Function<RowIssue, String> text) {
        TableColumn<RowIssue, String> column = new TableColumn<>(title);
        column.setCellValueFactory(row -> new ReadOnlyStringWrapper(text.apply(row.getValue())));
        column.setCellFactory(cells -> new TextCell());
        column.setPrefWidth(width);
        column.setSortable(false);
        return column;
    }

    private static TableColumn<RowIssue, String> line() {
        TableColumn<RowIssue, String> column = column("Line", 64, issue -> Formats.count(issue.line()));
        column.getStyleClass().addAll("od-number", "sync-figure");
        return column;
    }

    private static TableColumn<RowIssue, String> reason() {
        TableColumn<RowIssue, String> column = column("Reason", 212, RowIssue::reason);
        column.setCellFactory(cells -> new ReasonCell(column));
        return column;
    }

    /// A sentence, on as many lines as it needs.
    private static final class ReasonCell extends TableCell<RowIssue, String> {

        private final Text sentence = new Text();

        ReasonCell(TableColumn<RowIssue, String> column) {
            sentence.getStyleClass().add("sync-reason");
            sentence.wrappingWidthProperty().bind(column.widthProperty().subtract(20));
        }

        @Override
        protected void updateItem(@Nullable String text, boolean empty) {
            super.updateItem(text, empty);
            sentence.setText(text);
            setGraphic(empty ? null : sentence);
        }
    }

    /// A text that may be longer than its cell: whole in the tooltip.
    private static final class TextCell extends TableCell<RowIssue, String> {

        private final Tooltip whole = new Tooltip();

        TextCell() {
            whole.setWrapText(true);
            whole.setMaxWidth(480);
        }

        @Override
        protected void updateItem(@Nullable String text, boolean empty) {
            super.updateItem(text, empty);
            setText(empty ? null : text);
            whole.setText(text);
            setTooltip(empty || text == null || text.length() < 12 ? null : whole);
        }
    }
}
