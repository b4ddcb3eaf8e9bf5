package dev.opsdeck.console.products;

import dev.opsdeck.api.sync.SyncChange;
import dev.opsdeck.console.ui.Formats;
import dev.opsdeck.console.ui.Prices;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.function.Function;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;

/// Gives the table of vanished products and price jumps its columns. FX thread.
final class ChangeTable {

    private ChangeTable() {}

    static void build(TableView<SyncChange> table) {
        table.getColumns()
                .setAll(List.of(
                        column("Id", 96, SyncChange::externalId, ""),
                        column("Product", 260, SyncChange::title, ""),
                        column(
                                "Price now",
                                96,
                                change -> Prices.text(change.oldPrice(), change.oldCurrency()),
                                "figure"),
                        column("New price", 96, ChangeTable::newPrice, "figure"),
                        column("Change", 72, ChangeTable::share, "figure")));
    }

    private static TableColumn<SyncChange, String> column(
            String title, double width, Function<SyncChange, String> text, String style) {
        TableColumn<SyncChange, String> column = new TableColumn<>(title);
        column.setCellValueFactory(row -> new ReadOnlyStringWrapper(text.apply(row.getValue())));
        column.setPrefWidth(width);
        column.setSortable(false);
        if (!style.isEmpty()) {
            column.getStyleClass().addAll("od-number", "sync-" + style);
        }
        return column;
    }

    private static String newPrice(SyncChange change) {
        BigDecimal price = change.newPrice();
        String currency = change.newCurrency();
        return price == null || currency == null ? Formats.NONE : Prices.text(price, currency);
    }

    /// In percent of the price now; none where both are in different currencies or one is missing or zero.
    static String share(SyncChange change) {
        BigDecimal price = change.newPrice();
        if (price == null
                || change.oldPrice().signum() == 0
                || !change.oldCurrency().equals(change.newCurrency())) {
            return Formats.NONE;
        }
        long percent = price.subtract(change.oldPrice())
                .movePointRight(2)
                .divide(change.oldPrice(), 0, RoundingMode.HALF_UP)
                .longValue();
        return (percent < 0 ? "−" : "+") + Formats.count(Math.abs(percent)) + " %";
    }
}
