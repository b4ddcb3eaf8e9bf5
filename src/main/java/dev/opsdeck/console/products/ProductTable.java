package dev.opsdeck.console.products;

import dev.opsdeck.api.products.Product;
import dev.opsdeck.api.products.ProductSort;
import dev.opsdeck.console.ui.Formats;
import dev.opsdeck.console.ui.Prices;
import dev.opsdeck.console.ui.StateCell;
import java.math.BigDecimal;
import java.time.InstantSource;
import java.util.function.Function;
import javafx.beans.property.ObjectProperty;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// Gives the table its columns. Rows are all of one height, so that the table never has to look at a row to know where
/// another is; a row whose product has not arrived shows a grey bar. FX thread.
final class ProductTable {

    static final double ROW_HEIGHT = 44;

    private static final double ROOM_FOR_SCROLL_BAR = 18;
    private static final double ROOM_FOR_TREND = 340;
    private static final double ROOM_FOR_STATUS = 480;
    private static final double ROOM_FOR_PROFIT = 560;
    private static final double ROOM_FOR_UPDATED = 660;

    private final TableView<ProductRow> table;
    private final ObjectProperty<ProductSort> sort;
    private final Formats formats;
    private final InstantSource clock;

    /// @param sort what a click on a column's title changes
    ProductTable(TableView<ProductRow> table, ObjectProperty<ProductSort> sort, Formats formats, InstantSource clock) {
        this.table = table;
        this.sort = sort;
        this.formats = formats;
        this.clock = clock;
    }

    void build() {
        var title = column("Product", 200, false, ProductSort.TITLE, "");
        title.setCellFactory(column -> new NameCell());
        var price = column(
                "Price", 112, true, ProductSort.PRICE, "What is paid now, the reduced price where there is one.");
        price.setCellFactory(column -> new TextCell(product -> Prices.text(paid(product), product.currency())));
        var status = column("Status", 96, false, null, "");
        status.setCellFactory(column -> new StateCell<>(
                product -> ProductWords.state(product.status()), product -> ProductWords.status(product.status())));
        var trend = column("Trend", 76, true, ProductSort.TREND_SCORE, ProductWords.TREND);
        trend.setCellFactory(column -> new TextCell(product -> Formats.figure(product.trendScore())));
        var profit = column("Profit", 78, true, ProductSort.PROFIT_SCORE, ProductWords.PROFIT);
        profit.setCellFactory(column -> new TextCell(product -> Formats.figure(product.profitScore())));
        var updated = column("Updated", 124, true, ProductSort.UPDATED_AT, "");
        updated.setCellFactory(column -> new TextCell(product -> formats.moment(product.updatedAt(), clock.instant())));
        table.getColumns().setAll(java.util.List.of(title, price, status, trend, profit, updated));
        table.setFixedCellSize(ROW_HEIGHT);
        table.setPlaceholder(new Region());
        table.widthProperty().subscribe(now -> {
            double width = now.doubleValue();
            trend.setVisible(width >= ROOM_FOR_TREND);
            status.setVisible(width >= ROOM_FOR_STATUS);
            profit.setVisible(width >= ROOM_FOR_PROFIT);
            updated.setVisible(width >= ROOM_FOR_UPDATED);
            double others = table.getVisibleLeafColumns().stream()
                    .filter(column -> !column.equals(title))
                    .mapToDouble(TableColumn::getPrefWidth)
                    .sum();
            title.setPrefWidth(Math.max(120, width - others - ROOM_FOR_SCROLL_BAR));
        });
    }

    /// What is paid now.
    static BigDecimal paid(Product product) {
        return product.salePrice() == null ? product.price() : product.salePrice();
    }

    private TableColumn<ProductRow, @Nullable Product> column(
            String title, double width, boolean number, @Nullable ProductSort sorts, String meaning) {
        TableColumn<ProductRow, @Nullable Product> column = new TableColumn<>();
        column.setCellValueFactory(row -> row.getValue().product());
        column.setPrefWidth(width);
        column.setSortable(false);
        column.setReorderable(false);
        if (number) {
            column.getStyleClass().add("od-number");
        }
        Label header = header(title, number, sorts);
        if (!meaning.isEmpty()) {
            header.setTooltip(new Tooltip(meaning));
        }
        column.setGraphic(header);
        return column;
    }

    private Label header(String title, boolean number, @Nullable ProductSort sorts) {
        Label header = new Label(title);
        header.getStyleClass().add("product-head");
        header.setMaxWidth(Double.MAX_VALUE);
        header.setAlignment(number ? Pos.CENTER_RIGHT : Pos.CENTER_LEFT);
        if (sorts != null) {
            header.getStyleClass().add("product-sort");
            header.setOnMouseClicked(click -> sort.set(next(sorts, sort.get())));
            sort.subscribe(now -> {
                String arrow = arrow(sorts, now);
                header.setText(arrow.isEmpty() ? title : title + " " + arrow);
                header.getStyleClass().remove("sorted");
                if (!arrow.isEmpty()) {
                    header.getStyleClass().add("sorted");
                }
            });
        }
        return header;
    }

    /// A second click on the price turns its order round; the other orders have one direction.
    static ProductSort next(ProductSort clicked, ProductSort now) {
        return clicked == ProductSort.PRICE && now == ProductSort.PRICE ? ProductSort.PRICE_DESC : clicked;
    }

    private static String arrow(ProductSort column, ProductSort now) {
        if (column == ProductSort.PRICE && now == ProductSort.PRICE_DESC) {
            return "↓";
        }
        if (column != now) {
            return "";
        }
        return column == ProductSort.TITLE || column == ProductSort.PRICE ? "↑" : "↓";
    }

    /// Title, and below it network and id.
    private static final class NameCell extends TableCell<ProductRow, @Nullable Product> {

        private final Label title = new Label();
        private final Label identity = new Label();
        private final VBox lines = new VBox(title, identity);
        private final Region placeholder = placeholder(160);
        private final Tooltip whole = new Tooltip();

        NameCell() {
            lines.getStyleClass().add("product-name");
            lines.setAlignment(Pos.CENTER_LEFT);
            identity.getStyleClass().addAll("od-muted", "od-small");
            setPrefWidth(0);
            whole.setWrapText(true);
            whole.setMaxWidth(480);
        }

        @Override
        protected void updateItem(@Nullable Product product, boolean empty) {
            super.updateItem(product, empty);
            setTooltip(empty || product == null ? null : whole);
            if (empty) {
                setGraphic(null);
            } else if (product == null) {
                setGraphic(placeholder);
            } else {
                title.setText(product.title());
                identity.setText(product.network() + " · " + product.externalId());
                whole.setText(product.title() + "\n" + identity.getText());
                setGraphic(lines);
            }
        }
    }

    private static final class TextCell extends TableCell<ProductRow, @Nullable Product> {

        private final Function<Product, String> text;
        private final Tooltip whole = new Tooltip();

        TextCell(Function<Product, String> text) {
            this.text = text;
            getStyleClass().add("od-number");
        }

        @Override
        protected void updateItem(@Nullable Product product, boolean empty) {
            super.updateItem(product, empty);
            String shown = empty || product == null ? null : text.apply(product);
            setText(shown);
            whole.setText(shown);
            setTooltip(shown == null ? null : whole);
        }
    }

    private static Region placeholder(double width) {
        Region bar = new Region();
        bar.getStyleClass().add("product-placeholder");
        bar.setMinSize(40, 10);
        bar.setPrefSize(width, 10);
        bar.setMaxSize(width, 10);
        return bar;
    }
}
