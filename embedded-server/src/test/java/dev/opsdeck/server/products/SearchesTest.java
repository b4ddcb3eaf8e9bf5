package dev.opsdeck.server.products;

import static dev.opsdeck.server.products.Drafts.draft;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.opsdeck.api.caches.CacheFigures;
import dev.opsdeck.api.products.ProductSort;
import dev.opsdeck.api.products.ProductStatus;
import dev.opsdeck.server.cache.Caches;
import dev.opsdeck.server.db.Database;
import dev.opsdeck.server.db.Sql;
import dev.opsdeck.server.db.TestDatabases;
import dev.opsdeck.server.http.Answer;
import dev.opsdeck.server.http.Answers;
import dev.opsdeck.server.http.Caller;
import dev.opsdeck.server.http.Json;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// When a search is answered from memory, and that nobody can tell by its answer.
final class SearchesTest {

    private static final Caller OPERATOR = new Caller(Caller.Level.OPERATOR, "127.0.0.1", "test");

    private final Database database = TestDatabases.h2();
    private final WatchedLists lists = new WatchedLists(database);
    private final Caches caches = caches(Set.of());
    private final Products products = products(caches);

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void searchesAloneReadTheTextsOnceAndThenAskTheDatabaseNoMore() throws IOException {
        products.create(draft("a"), OPERATOR);

        for (int i = 0; i < 40; i++) {
            assertThat(found("nosuch" + i)).isEmpty();
        }
        assertThat(lists.texts).isEqualTo(1);
        assertThat(lists.searches).isEqualTo(11);
        assertThat(figures().hits()).isEqualTo(28);
        assertThat(found("lamp")).containsExactly("a");
        assertThat(found("SHOP")).isEmpty();
        assertThat(found("")).containsExactly("a");
    }

    @Test
    void aWriteAfterEachSearchReadsTheTextsForEveryTwelfthAtMost() throws IOException {
        for (int i = 0; i < 36; i++) {
            products.create(draft("p" + i), OPERATOR);
            assertThat(found("p" + i)).contains("p" + i);
        }
        assertThat(lists.texts).isEqualTo(3);
    }

    @Test
    void everyChangeOfWhatASearchFindsIsSeenByTheNext() throws IOException {
        long id = products.create(draft("a"), OPERATOR).id();
        fromMemory();

        products.change(id, present -> draft("a", "Wok", "19.90", ProductStatus.ACTIVE), OPERATOR);
        assertThat(found("lamp a")).isEmpty();
        assertThat(found("wok")).containsExactly("a");

        fromMemory();
        products.create(draft("b", "Wok too", "1", ProductStatus.ACTIVE), OPERATOR);
        assertThat(found("wok")).containsExactlyInAnyOrder("a", "b");

        fromMemory();
        products.archive(id, OPERATOR);
        assertThat(found("wok")).containsExactly("b");

        fromMemory();
        database.write(c -> Sql.update(c, "delete from products where external_id = 'b'"));
        products.renewal().committed(); // as a sync does
        assertThat(found("wok")).isEmpty();
    }

    @Test
    void aNewPriceKeepsTheTextsAndIsInThePage() throws IOException {
        long id = products.create(draft("a"), OPERATOR).id();
        fromMemory();
        long read = lists.texts;

        products.change(id, present -> draft("a", "Lamp a", "7.5", ProductStatus.ACTIVE), OPERATOR);
        assertThat(search("lamp").at("/data/0/price").decimalValue()).isEqualByComparingTo("7.5");
        assertThat(lists.texts).isEqualTo(read);
        assertThat(figures().entries()).isEqualTo(1);
    }

    @Test
    void whatIsFoundIsInEachOrderAsTheDatabaseHasIt() throws IOException {
        for (int i = 0; i < 40; i++) {
            String title = (i % 2 == 0 ? "lamp " : "Lamp ") + i * 7 % 40;
            products.create(draft("p" + i, title, i % 5 + ".50", ProductStatus.ACTIVE), OPERATOR);
        }
        many(SearchTexts.FEW);
        Products uncached = products(caches(Set.of("all")));
        for (ProductSort sort : ProductSort.values()) {
            orderFromMemory(sort);
            for (ListQuery query :
                    List.of(query("lamp", sort, 3, 0), query("LAMP 1", sort, 2, 5), query("m", sort, 3, 40))) {
                long before = figures("products.orders").hits();
                assertThat(new String(products.list(query).json(), UTF_8))
                        .as(sort.toString())
                        .isEqualTo(new String(uncached.list(query).json(), UTF_8));
                assertThat(figures("products.orders").hits()).isEqualTo(before + 1);
            }
        }
        assertThat(figures("products.orders").entries()).isEqualTo(ProductSort.values().length);
    }

    @Test
    void aNewPriceIsInTheOrderOfTheNextSearch() throws IOException {
        long dearest = 0;
        for (int i = 0; i < 10; i++) {
            dearest = products.create(draft("p" + i, "Lamp", "1" + i, ProductStatus.ACTIVE), OPERATOR)
                    .id();
        }
        ListQuery cheapest = query("lamp", ProductSort.PRICE, 2, 0);
        orderFromMemory(ProductSort.PRICE);
        assertThat(externalIds(products.list(cheapest))).containsExactly("p0", "p1");

        products.change(dearest, present -> draft("p9", "Lamp", "0.50", ProductStatus.ACTIVE), OPERATOR);
        assertThat(externalIds(products.list(cheapest))).containsExactly("p9", "p0");
        orderFromMemory(ProductSort.PRICE);
        assertThat(externalIds(products.list(query("LAMP", ProductSort.PRICE, 2, 0))))
                .containsExactly("p9", "p0");
    }

    @Test
    void aWriteAfterEachSearchReadsTheOrderForEveryFiftiethAtMost() throws IOException {
        long id = 0;
        for (int i = 0; i < 10; i++) {
            id = products.create(draft("p" + i), OPERATOR).id();
        }
        fromMemory();
        for (int i = 0; i < 100; i++) {
            String price = "1." + (10 + i);
            products.change(id, present -> draft("p9", "Lamp p9", price, ProductStatus.ACTIVE), OPERATOR);
            products.list(query("lamp", ProductSort.PRICE, 2, 0));
        }
        assertThat(lists.orders).isEqualTo(2);
    }

    @Test
    void behindACursorTheDatabaseKnowsTheOrder() throws IOException {
        for (int i = 0; i < 10; i++) {
            products.create(draft("p" + i, "Lamp", "1" + i, ProductStatus.ACTIVE), OPERATOR);
        }
        orderFromMemory(ProductSort.PRICE);
        JsonNode first = tree(products.list(query("lamp", ProductSort.PRICE, 2, 0)));
        Cursor behind = Cursor.parse(first.get("next").asText(), ProductSort.PRICE);
        ListQuery second = new ListQuery(
                new ListQuery.Filter(ProductStatus.ACTIVE, "lamp", null), ProductSort.PRICE, 2, 0, behind);
        assertThat(externalIds(products.list(second))).containsExactly("p2", "p3");
    }

    @Test
    void otherLettersAndLargeCataloguesAreTheDatabasesAffair() throws IOException {
        products.create(draft("a", "\u00c4rmel", "1", ProductStatus.ACTIVE), OPERATOR);
        for (int i = 0; i < 30; i++) {
            assertThat(found("\u00e4" + i)).isEmpty();
        }
        assertThat(found("\u00e4")).containsExactly("a");
        assertThat(lists.texts).isZero();

        many(50_000);
        for (int i = 0; i < 13; i++) {
            assertThat(found("nosuch" + i)).isEmpty();
        }
        assertThat(lists.texts).isZero();
        assertThat(figures().hits()).isZero();
    }

    @Test
    void aCacheThatKeepsNothingReadsNoTexts() throws IOException {
        Products uncached = products(caches(Set.of("products.searches")));
        for (int i = 0; i < 30; i++) {
            uncached.list(query("nosuch" + i));
        }
        assertThat(lists.texts).isZero();
        assertThat(lists.searches).isEqualTo(30);
    }

    /// Of so many more products 'Many' is the title.
    private void many(int products) {
        database.write(c -> Sql.update(c, """
                insert into products (network, external_id, title, url, price, currency, commission_rate, availability,
                  status, created_at, updated_at)
                select 'many', x, 'Many', 'https://shop.example', 1, 'EUR', 0.01, 'IN_STOCK', 'ACTIVE',
                  current_timestamp, current_timestamp from system_range(1, ?)""", products));
        this.products.renewal().committed();
    }

    /// Searches until the next is answered from memory.
    private void fromMemory() throws IOException {
        long before = figures().hits();
        for (int i = 0; figures().hits() == before; i++) {
            assertThat(found("none" + before + "-" + i)).isEmpty();
            assertThat(i).isLessThan(13);
        }
    }

    /// Searches until the next finds its order in memory.
    private void orderFromMemory(ProductSort sort) throws IOException {
        fromMemory();
        long before = figures("products.orders").hits();
        for (int i = 0; figures("products.orders").hits() == before; i++) {
            products.list(query("a", sort, 1, i % 5));
            caches.flush("products.lists");
            assertThat(i).isLessThan(51);
        }
    }

    private CacheFigures figures() {
        return figures("products.searches");
    }

    private CacheFigures figures(String name) {
        return caches.figures().stream()
                .filter(cache -> cache.cache().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private List<String> found(String q) throws IOException {
        Answer page = products.list(query(q));
        List<String> found = externalIds(page);
        assertThat(tree(page).get("total").asInt()).isGreaterThanOrEqualTo(found.size());
        return found;
    }

    private JsonNode search(String q) throws IOException {
        return tree(products.list(query(q)));
    }

    private static List<String> externalIds(Answer page) throws IOException {
        return StreamSupport.stream(tree(page).get("data").spliterator(), false)
                .map(item -> item.get("externalId").asText())
                .toList();
    }

    private static JsonNode tree(Answer page) throws IOException {
        return new Json().mapper().readTree(page.json());
    }

    private static ListQuery query(String q) {
        return query(q, ProductSort.UPDATED_AT, 20, 0);
    }

    private static ListQuery query(String q, ProductSort sort, int limit, int offset) {
        return new ListQuery(new ListQuery.Filter(ProductStatus.ACTIVE, q, null), sort, limit, offset, null);
    }

    private static Caches caches(Set<String> uncached) {
        return new Caches(
                InstantSource.system(), System::nanoTime, () -> 0.5, Thread::startVirtualThread, null, null, uncached);
    }

    private Products products(Caches of) {
        return new Products(
                new ProductRepository(database),
                lists,
                database,
                of,
                new Answers(new Json()),
                (kind, text, actor) -> {},
                InstantSource.system());
    }

    /// Counts what it is asked.
    private static final class WatchedLists extends ListRepository {

        private int texts;
        private int searches;
        private int orders;

        WatchedLists(Database database) {
            super(database);
        }

        @Override
        Listing list(ListQuery query) {
            searches++;
            return super.list(query);
        }

        @Override
        SearchTexts texts() {
            texts++;
            return super.texts();
        }

        @Override
        Ranks ranks(ProductSort sort) {
            orders++;
            return super.ranks(sort);
        }
    }
}
