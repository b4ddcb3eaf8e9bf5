package dev.opsdeck.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opsdeck.api.analytics.AnalyticsEvent;
import dev.opsdeck.api.analytics.EventKind;
import dev.opsdeck.api.products.Product;
import dev.opsdeck.console.connection.ProductQuery;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The Products page of the real console on a real backend: from the empty catalogue to an archived product.
class ProductsPageTest {

    @TempDir
    private Path folder;

    @Test
    void fromTheFirstSyncToAnArchivedProduct() throws Exception {
        try (RealConsole console = new RealConsole(folder)) {
            console.show("products");
            console.says("#emptyText", text -> text.startsWith("There is no product yet."));
            console.click("#emptyAction");

            console.click(".sync #rehearse");
            console.says(".sync #resultState", text -> text.startsWith("Rehearsed"));
            console.click(".sync #sync");
            String synced = console.says(".sync #resultText", text -> text.contains(" added"));
            console.click(".sync #close");
            String all = console.says("#count", text -> text.endsWith(" products") && !text.startsWith("0 "));
            assertThat(synced).startsWith(all.substring(0, all.indexOf(' ')));

            console.push(KeyCode.SLASH);
            console.write("lamp");
            console.says("#count", text -> text.endsWith(" found") && !text.equals(all));
            console.clickText("Price");
            TableView<?> table = (TableView<?>) console.there("#table", node -> true);
            RealConsole.on(() -> {
                table.getSelectionModel().select(0);
                return table;
            });
            String title = console.says(
                    ".product-detail #title",
                    text -> text.toLowerCase(Locale.ROOT).contains("lamp"));

            console.click("#edit");
            console.type("#priceField", "free");
            console.click("#save");
            console.says("#priceFault", text -> text.startsWith("Enter an amount over zero"));
            console.type("#priceField", "1,234.5");
            console.click("#save");
            console.says("#price", text -> text.equals("1,234.50 EUR"));

            console.click("#archive");
            console.click("#confirmArchive");
            console.says("#archive", text -> text.equals("Activate"));
            assertThat(console.says(".product-detail #title", text -> !text.isEmpty()))
                    .isEqualTo(title);
            console.click(".od-segmented #top");
            console.says("#count", text -> text.startsWith("Top "));
            theAnalyticsTellWhatWasSoldAndOpenAProduct(console);
        }
    }

    private static void theAnalyticsTellWhatWasSoldAndOpenAProduct(RealConsole console) throws Exception {
        console.show("analytics");
        console.says(".od-empty #emptyText", text -> text.startsWith("Nothing was counted on these days."));
        Product sold = console.api().products(ProductQuery.first(1)).data().getFirst();
        console.api()
                .analytics()
                .send(List.of(
                        new AnalyticsEvent("v", EventKind.VIEW, null, sold.id(), "youtube", null, null),
                        new AnalyticsEvent(
                                "s",
                                EventKind.CONVERSION,
                                Instant.now().minus(Duration.ofDays(2)),
                                sold.id(),
                                "youtube",
                                new BigDecimal("1234.5"),
                                "EUR")));
        console.api().flush(null);
        // Other days are read at once.
        console.click("#days7");
        console.says(".analytics-value", text -> text.equals("1,234.50"));
        TableView<?> products = (TableView<?>) console.there("#products", node -> true);
        RealConsole.on(() -> {
            products.getSelectionModel().select(0);
            products.requestFocus();
            return products;
        });
        console.push(KeyCode.ENTER);
        console.says(".product-detail #title", text -> text.equals(sold.title()));
    }
}
