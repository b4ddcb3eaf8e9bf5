package dev.opsdeck.console.audits;

import dev.opsdeck.api.audits.AuditChart;
import dev.opsdeck.api.audits.AuditSection;
import dev.opsdeck.api.audits.AuditTable;
import java.util.List;
import javafx.geometry.HPos;
import javafx.geometry.VPos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// A section of a report as a card: title, sentences, charts, tables. FX thread.
final class SectionCard {

    /// A statement may have thousands of characters: the rest is in the tooltip.
    private static final int LONGEST = 160;

    private static final int STACKED_FROM = 5;

    /// A word such as `production` is not broken.
    private static final double LEAST_TEXT = 72;

    private SectionCard() {}

    static Node of(AuditSection section) {
        VBox card = new VBox(8);
        card.getStyleClass().add("od-card");
        Label title = new Label(section.title());
        title.getStyleClass().add("od-heading");
        card.getChildren().add(title);
        section.sentences().forEach(sentence -> card.getChildren().add(sentence(sentence)));
        if (!section.charts().isEmpty()) {
            card.getChildren().add(charts(section.charts()));
        }
        section.tables().forEach(table -> card.getChildren().add(table(table)));
        return card;
    }

    private static Label sentence(String text) {
        Label label = new Label(text);
        label.setWrapText(true);
        label.setMinHeight(Region.USE_PREF_SIZE);
        return label;
    }

    private static Node charts(List<AuditChart> charts) {
        GridPane grid = new GridPane(16, 12);
        for (int column = 0; column < 2; column++) {
            ColumnConstraints half = new ColumnConstraints();
            half.setPercentWidth(50);
            grid.getColumnConstraints().add(half);
        }
        for (int i = 0; i < charts.size(); i++) {
            AuditChart chart = charts.get(i);
            Label title = new Label(chart.unit().isEmpty() ? chart.title() : chart.title() + ", " + chart.unit());
            title.getStyleClass().addAll("od-muted", "od-small");
            grid.add(new VBox(2, title, new DayChart(chart)), i % 2, i / 2);
        }
        return grid;
    }

    /// In a table of many columns the first one, such as a statement, has a line of its own above the others, so that
    /// the table fits into a narrow window.
    private static Node table(AuditTable table) {
        boolean stacked =
                table.texts() > 0 && table.columns().size() >= (table.texts() > 1 ? STACKED_FROM : STACKED_FROM + 1);
        int first = stacked ? 1 : 0;
        GridPane grid = new GridPane();
        grid.getStyleClass().add("audits-table");
        for (int column = first; column < table.columns().size(); column++) {
            boolean text = column < table.texts();
            ColumnConstraints constraints = new ColumnConstraints();
            constraints.setMinWidth(text ? LEAST_TEXT : Region.USE_PREF_SIZE);
            constraints.setHgrow(text || column == first ? Priority.ALWAYS : Priority.NEVER);
            constraints.setHalignment(text ? HPos.LEFT : HPos.RIGHT);
            grid.getColumnConstraints().add(constraints);
        }
        int row = add(grid, 0, table, table.columns(), first, true);
        for (List<String> cells : table.rows()) {
            Region line = new Region();
            line.getStyleClass().add("audits-line");
            line.setMinHeight(1);
            line.setMaxHeight(1);
            GridPane.setColumnSpan(line, GridPane.REMAINING);
            grid.add(line, 0, row);
            row = add(grid, row + 1, table, cells, first, false);
        }
        return grid;
    }

    /// @param first the column that stands at the left: 1 when the one before has a line of its own
    /// @return the next free row
    private static int add(GridPane grid, int row, AuditTable table, List<String> cells, int first, boolean head) {
        int at = row;
        if (first == 1) {
            Label above = cell(cells.getFirst(), true, head);
            GridPane.setColumnSpan(above, GridPane.REMAINING);
            GridPane.setHalignment(above, HPos.LEFT);
            grid.add(above, 0, at++);
        }
        for (int column = first; column < cells.size(); column++) {
            Label cell = cell(cells.get(column), column < table.texts(), head);
            if (first == 1) {
                cell.getStyleClass().add("audits-below");
            }
            grid.add(cell, column - first, at);
        }
        return at + 1;
    }

    private static Label cell(String text, boolean wraps, boolean head) {
        Label label = new Label(text);
        if (head) {
            label.getStyleClass().addAll("od-muted", "od-small");
        }
        GridPane.setValignment(label, VPos.TOP);
        if (!wraps) {
            label.setMinWidth(Region.USE_PREF_SIZE);
            return label;
        }
        label.setWrapText(true);
        label.setMinHeight(Region.USE_PREF_SIZE);
        if (text.codePointCount(0, text.length()) > LONGEST) {
            label.setText(text.substring(0, text.offsetByCodePoints(0, LONGEST - 1)) + "…");
            Tooltip whole = new Tooltip(text);
            whole.setWrapText(true);
            whole.setMaxWidth(560);
            label.setTooltip(whole);
        }
        return label;
    }
}
