package dev.opsdeck.console.analytics;

import dev.opsdeck.api.analytics.AnalyticsMetric;
import dev.opsdeck.api.analytics.AnalyticsSums;
import dev.opsdeck.console.analytics.Report.Line;
import dev.opsdeck.console.ui.Formats;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import javafx.beans.property.SimpleObjectProperty;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableRow;
import javafx.scene.control.TableView;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import org.jspecify.annotations.Nullable;

/// The lines of a report as a table that is as high as its lines. A click on a figure's title puts the tables in its
/// order. FX thread.
final class LineTable {

    private static final double ROW = 32;
    private static final double HEAD = 42;

    /// The lines around the table; with less there would be a bar to scroll by two pixels.
    private static final double EDGES = 6;

    private static final double LEAST_NAME = 120;
    private static final double SHARE = 76;
    private static final double CHANGE = 112;

    private final TableView<Line> table;
    private final Map<AnalyticsMetric, TableColumn<Line, Line>> figures = new EnumMap<>(AnalyticsMetric.class);
    private final Map<AnalyticsMetric, Label> heads = new EnumMap<>(AnalyticsMetric.class);
    private final TableColumn<Line, Line> name;
    private final TableColumn<Line, Line> share;
    private final TableColumn<Line, Line> change;
    private Shown shown = new Shown(AnalyticsMetric.REVENUE, null, new AnalyticsSums(0, 0, 0, List.of()), 1, 0, false);

    /// What all lines have in common.
    ///
    /// @param total    what shares are of
    /// @param days     how many there are in each period
    /// @param missing  the part of the last day that is still to come
    /// @param compared whether there is another period
    record Shown(
            AnalyticsMetric metric,
            @Nullable String currency,
            AnalyticsSums total,
            int days,
            double missing,
            boolean compared) {}

    /// @param first   the title of the names
    /// @param ordered told which figure's title was clicked
    LineTable(TableView<Line> table, String first, Consumer<AnalyticsMetric> ordered) {
        this.table = table;
        name = column(first, LEAST_NAME, false);
        name.setCellFactory(column -> new NameCell());
        for (AnalyticsMetric metric : AnalyticsMetric.values()) {
            TableColumn<Line, Line> column = column("", width(metric), true);
            column.setCellFactory(cells -> new FigureCell(metric));
            Label head = new Label();
            head.getStyleClass().add("analytics-order");
            head.setMaxWidth(Double.MAX_VALUE);
            head.setAlignment(Pos.CENTER_RIGHT);
            head.setOnMouseClicked(click -> ordered.accept(metric));
            column.setGraphic(head);
            figures.put(metric, column);
            heads.put(metric, head);
        }
        share = column("Share", SHARE, true);
        share.setCellFactory(column -> new ShareCell());
        change = column("Change", CHANGE, true);
        change.setCellFactory(column -> new ChangeCell());
        List<TableColumn<Line, ?>> all = new ArrayList<>();
        all.add(name);
        all.addAll(figures.values());
        all.add(share);
        all.add(change);
        table.getColumns().setAll(all);
        table.setFixedCellSize(ROW);
        table.widthProperty().subscribe(now -> fit());
    }

    /// A click on a line, or Enter, opens its product.
    void opens(LongConsumer open) {
        table.setRowFactory(rows -> {
            TableRow<Line> row = new TableRow<>();
            row.getStyleClass().add("analytics-opens");
            row.addEventHandler(MouseEvent.MOUSE_CLICKED, click -> {
                if (click.getButton() == MouseButton.PRIMARY) {
                    open(row.getItem(), open);
                }
            });
            return row;
        });
        table.addEventFilter(KeyEvent.KEY_PRESSED, key -> {
            if (key.getCode() == KeyCode.ENTER) {
                open(table.getSelectionModel().getSelectedItem(), open);
                key.consume();
            }
        });
    }

    /// @param order the figure that the lines are in the order of
    void show(List<Line> lines, Shown newShown, AnalyticsMetric order) {
        shown = newShown;
        heads.forEach((metric, head) -> {
            String title = AnalyticsWords.title(metric, shown.currency());
            head.setText(metric == order ? title + " ↓" : title);
            head.getStyleClass().remove("ordered");
            if (metric == order) {
                head.getStyleClass().add("ordered");
            }
        });
        change.setVisible(shown.compared());
        double height = HEAD + lines.size() * ROW + EDGES;
        table.setMinHeight(height);
        table.setPrefHeight(height);
        table.setMaxHeight(height);
        fit();
        if (lines.equals(table.getItems())) {
            table.refresh();
        } else {
            table.getItems().setAll(lines);
        }
    }

    private static double width(AnalyticsMetric metric) {
        return switch (metric) {
            case REVENUE -> 112;
            case CONVERSIONS -> 100;
            case CLICKS -> 84;
            case VIEWS -> 92;
        };
    }

    private static void open(@Nullable Line line, LongConsumer open) {
        if (line != null && line.productId() != null) {
            open.accept(line.productId());
        }
    }

    /// Where there is little room, figures that are not looked at give way.
    private void fit() {
        double taken = LEAST_NAME + SHARE + (shown.compared() ? CHANGE : 0) + EDGES + width(shown.metric());
        for (Map.Entry<AnalyticsMetric, TableColumn<Line, Line>> figure : figures.entrySet()) {
            boolean looked = figure.getKey() == shown.metric();
            taken += looked ? 0 : width(figure.getKey());
            figure.getValue().setVisible(looked || taken <= table.getWidth());
        }
        double others = table.getVisibleLeafColumns().stream()
                .filter(column -> !column.equals(name))
                .mapToDouble(TableColumn::getPrefWidth)
                .sum();
        name.setPrefWidth(Math.max(LEAST_NAME, table.getWidth() - others - EDGES));
    }

    private static TableColumn<Line, Line> column(String title, double width, boolean number) {
        TableColumn<Line, Line> column = new TableColumn<>(title);
        column.setCellValueFactory(row -> new SimpleObjectProperty<>(row.getValue()));
        column.setPrefWidth(width);
        column.setMinWidth(40);
        column.setSortable(false);
        column.setReorderable(false);
        if (number) {
            column.getStyleClass().add("od-number");
        }
        return column;
    }

    private static final class NameCell extends TableCell<Line, Line> {

        private final Tooltip whole = new Tooltip();

        NameCell() {
            getStyleClass().add("analytics-name");
            whole.setWrapText(true);
            whole.setMaxWidth(480);
        }

        @Override
        protected void updateItem(@Nullable Line line, boolean empty) {
            super.updateItem(line, empty);
            String words = empty || line == null ? null : named(line);
            setText(words);
            whole.setText(words);
            setTooltip(words == null ? null : whole);
        }

        private static String named(Line line) {
            return line.name().isBlank() ? "Product " + line.productId() : line.name();
        }
    }

    private final class FigureCell extends TableCell<Line, Line> {

        private final AnalyticsMetric metric;
        private final Tooltip whole = new Tooltip();

        FigureCell(AnalyticsMetric metric) {
            this.metric = metric;
            getStyleClass().add("od-number");
        }

        @Override
        protected void updateItem(@Nullable Line line, boolean empty) {
            super.updateItem(line, empty);
            if (empty || line == null) {
                setText(null);
                setTooltip(null);
                return;
            }
            BigDecimal value = Report.value(line.now(), metric, shown.currency());
            setText(AnalyticsWords.value(value, metric, shown.currency()));
            whole.setText(AnalyticsWords.whole(value, metric, shown.currency()));
            setTooltip(whole);
        }
    }

    private final class ShareCell extends TableCell<Line, Line> {

        ShareCell() {
            getStyleClass().add("od-number");
        }

        @Override
        protected void updateItem(@Nullable Line line, boolean empty) {
            super.updateItem(line, empty);
            setText(empty || line == null ? null : share(line));
        }

        private String share(Line line) {
            BigDecimal all = Report.value(shown.total(), shown.metric(), shown.currency());
            double part =
                    Report.value(line.now(), shown.metric(), shown.currency()).doubleValue();
            return all.signum() == 0
                    ? Formats.NONE
                    : Formats.percent(part / all.doubleValue()).text();
        }
    }

    private final class ChangeCell extends TableCell<Line, Line> {

        private final Tooltip meaning = new Tooltip();

        ChangeCell() {
            getStyleClass().addAll("od-number", "analytics-change");
            meaning.setWrapText(true);
            meaning.setMaxWidth(320);
        }

        @Override
        protected void updateItem(@Nullable Line line, boolean empty) {
            super.updateItem(line, empty);
            AnalyticsSums before = empty || line == null ? null : line.before();
            if (line == null || before == null) {
                setText(null);
                setTooltip(null);
                FigureCard.colour(this, null);
                return;
            }
            Change of =
                    Change.ofSums(line.now(), before, shown.metric(), shown.currency(), shown.days(), shown.missing());
            setText(FigureCard.arrow(of) + of.percent());
            meaning.setText(AnalyticsWords.meaning(of, shown.metric(), shown.currency()));
            setTooltip(meaning);
            FigureCard.colour(this, of);
        }
    }
}
