package dev.opsdeck.console.products;

import dev.opsdeck.api.products.TopProduct;
import dev.opsdeck.console.ui.Formats;
import dev.opsdeck.console.ui.Prices;
import java.util.List;
import java.util.function.Function;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import org.jspecify.annotations.Nullable;

/// Gives the table of the top list its columns. FX thread.
final class TopTable {

    private static final double ROOM_FOR_SCROLL_BAR = 18;

    private TopTable() {}

    static void build(TableView<TopProduct> table) {
        TableColumn<TopProduct, String> rank =
                column("#", 40, true, product -> String.valueOf(table.getItems().indexOf(product) + 1));
        TableColumn<TopProduct, String> title = column("Product", 200, false, TopProduct::title);
        TableColumn<TopProduct, String> price =
                column("List price", 112, true, product -> Prices.text(product.price(), product.currency()));
        TableColumn<TopProduct, String> trend =
                column("Trend ↓", 76, true, product -> Formats.figure(product.trendScore()));
        TableColumn<TopProduct, String> profit =
                column("Profit", 72, true, product -> Formats.figure(product.profitScore()));
        table.getColumns().setAll(List.of(rank, title, price, trend, profit));
        table.setFixedCellSize(ProductTable.ROW_HEIGHT);
        table.widthProperty()
                .subscribe(width -> title.setPrefWidth(
                        Math.max(120, width.doubleValue() - 40 - 112 - 76 - 72 - ROOM_FOR_SCROLL_BAR)));
    }

    private static TableColumn<TopProduct, String> column(
            String title, double width, boolean number, Function<TopProduct, String> text) {
        TableColumn<TopProduct, String> column = new TableColumn<>(title);
        column.setCellValueFactory(row -> new ReadOnlyStringWrapper(text.apply(row.getValue())));
        column.setPrefWidth(width);
        column.setSortable(false);
        column.setReorderable(false);
        if (number) {
            column.getStyleClass().add("od-number");
        }
        column.setCellFactory(cells -> new TableCell<>() {
            {
                if (number) {
                    getStyleClass().add("od-number");
                }
            }

            @Override
            protected void updateItem(@Nullable String value, boolean empty) {
                super.updateItem(value, empty);
                setText(empty ? null : value);
            }
        });
        return column;
    }
}
