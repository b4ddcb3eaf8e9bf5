package dev.opsdeck.console.products;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opsdeck.api.Page;
import dev.opsdeck.api.products.Product;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import javafx.collections.ListChangeListener;
import org.junit.jupiter.api.Test;

class LazyRowsTest {

    private record Ask(int offset, Consumer<Page<Product>> loaded, Runnable failed) {}

    private final List<Ask> asked = new ArrayList<>();
    private final LazyRows rows = new LazyRows(
            page(0, 100_000), (offset, limit, loaded, failed) -> asked.add(new Ask(offset, loaded, failed)));

    @Test
    void hasAllRowsOfTheCatalogueButOnlyTheFirstPage() {
        assertThat(rows).hasSize(100_000);
        assertThat(rows.get(7).product().get()).isNotNull();
        assertThat(asked).isEmpty();
    }

    @Test
    void asksForAPageOnceWhenItsRowsAreLookedAt() {
        ProductRow row = rows.get(205);
        rows.get(206);
        assertThat(asked).extracting(Ask::offset).containsExactly(200);
        assertThat(row.product().get()).isNull();

        asked.getFirst().loaded().accept(page(200, 100_000));

        assertThat(row.product().get()).isNotNull();
        assertThat(row.product().get().id()).isEqualTo(205);
        assertThat(rows.get(205)).isSameAs(row);
        assertThat(asked).hasSize(1);
    }

    @Test
    void aLongDragReadsOnlyWhatWasLookedAtLast() {
        for (int index = 1_000; index < 90_000; index += 100) {
            rows.get(index);
        }
        assertThat(asked).hasSize(LazyRows.MAX_IN_FLIGHT);
        while (rows.pagesInFlight() > 0) {
            List<Ask> now = List.copyOf(asked);
            asked.clear();
            now.forEach(ask -> ask.loaded().accept(page(ask.offset(), 100_000)));
        }
        assertThat(rows.get(89_950).product().get()).isNotNull();
        assertThat(rows.get(50_000).product().get()).isNull();
        assertThat(asked).extracting(Ask::offset).containsExactly(50_000);
    }

    @Test
    void keepsNoMoreThanItsBoundOfRows() {
        for (int page = 1; page < 900; page++) {
            rows.get(page * 100);
            List<Ask> now = List.copyOf(asked);
            asked.clear();
            now.forEach(ask -> ask.loaded().accept(page(ask.offset(), 100_000)));
        }
        assertThat(rows.rowsKept()).isLessThanOrEqualTo(LazyRows.MAX_PAGES * LazyRows.PAGE_SIZE);
        assertThat(rows.get(3).product().get())
                .as("the first page was forgotten")
                .isNull();
    }

    @Test
    void aPageThatFailedIsAskedForAgainWhenLookedAtAgain() {
        rows.get(500);
        asked.getFirst().failed().run();
        assertThat(asked).hasSize(1);
        rows.get(500);
        assertThat(asked).extracting(Ask::offset).containsExactly(500, 500);
    }

    @Test
    void lateAnswersOfAClosedListChangeNothing() {
        ProductRow row = rows.get(500);
        rows.close();
        asked.getFirst().loaded().accept(page(500, 3));
        assertThat(row.product().get()).isNull();
        assertThat(rows).hasSize(100_000);
        rows.get(900);
        assertThat(asked).hasSize(1);
    }

    @Test
    void followsACatalogueThatShrinksOrGrowsBetweenTwoPages() {
        List<String> changes = new ArrayList<>();
        rows.addListener((ListChangeListener<ProductRow>) change -> {
            while (change.next()) {
                changes.add(change.wasAdded() ? "+" + change.getAddedSize() : "-" + change.getRemovedSize());
            }
        });
        rows.get(500);
        asked.getFirst().loaded().accept(page(500, 99_990));
        rows.get(700);
        asked.getLast().loaded().accept(page(700, 99_995));
        assertThat(changes).containsExactly("-10", "+5");
        assertThat(rows).hasSize(99_995);
    }

    @Test
    void findsARowWithoutReadingTheCatalogue() {
        ProductRow row = rows.get(42);
        assertThat(rows.indexOf(row)).isEqualTo(42);
        assertThat(rows.contains(new ProductRow(42))).isFalse();
        assertThat(asked).isEmpty();
    }

    @Test
    void aChangedProductIsShownInItsRow() {
        Product renamed = SampleProducts.product(8, "Renamed");
        rows.replace(renamed);
        assertThat(rows.get(8).product().get()).isEqualTo(renamed);
    }

    private static Page<Product> page(int offset, long total) {
        List<Product> products = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            products.add(SampleProducts.product(offset + i, "Product " + (offset + i)));
        }
        return new Page<>(products, total, null);
    }
}
