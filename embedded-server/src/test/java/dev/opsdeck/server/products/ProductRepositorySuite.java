package dev.opsdeck.server.products;

import static dev.opsdeck.server.products.Drafts.draft;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.opsdeck.api.Money;
import dev.opsdeck.api.analytics.ProductDay;
import dev.opsdeck.api.products.PricePoint;
import dev.opsdeck.api.products.Product;
import dev.opsdeck.api.products.ProductDetail;
import dev.opsdeck.api.products.ProductDraft;
import dev.opsdeck.api.products.ProductSort;
import dev.opsdeck.api.products.ProductStatus;
import dev.opsdeck.api.products.TopProduct;
import dev.opsdeck.server.cache.Caches;
import dev.opsdeck.server.db.Database;
import dev.opsdeck.server.db.Dialect;
import dev.opsdeck.server.db.Sql;
import dev.opsdeck.server.http.ApiException;
import dev.opsdeck.server.products.ListRepository.Listing;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What the catalogue does in a database, the same in both; a subclass says in which.
@SuppressWarnings("EnumOrdinal") // one after the other, whatever they are
abstract class ProductRepositorySuite {

    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
    private static final LocalDate TODAY = LocalDate.ofInstant(NOW, ZoneOffset.UTC);

    @SuppressWarnings("NullAway.Init")
    private Database database;

    @SuppressWarnings("NullAway.Init")
    private ProductRepository reads;

    @SuppressWarnings("NullAway.Init")
    private ListRepository lists;

    @SuppressWarnings("NullAway.Init")
    private ProductWritesRepository writes;

    @SuppressWarnings("NullAway.Init")
    private ScoreRepository scores;

    /// A database without products.
    abstract Database open();

    void release(Database opened) {
        opened.close();
    }

    final Database database() {
        return database;
    }

    /// Those of one process that uses the database.
    final ProductCaches caches() {
        return new ProductCaches(new Caches(
                () -> NOW, System::nanoTime, () -> 0.5, Thread::startVirtualThread, database, null, Set.of()));
    }

    @BeforeEach
    void prepare() {
        database = open();
        reads = new ProductRepository(database);
        lists = new ListRepository(database);
        ProductCaches caches = caches();
        writes = new ProductWritesRepository(database, caches);
        scores = new ScoreRepository(database, caches::everything);
    }

    @AfterEach
    void close() {
        release(database);
    }

    @Test
    void aProductIsReadAsItWasWritten() {
        Product made = writes.insert(draft("a"), NOW);

        assertThat(ProductRepository.draftOf(made)).isEqualTo(draft("a", "Lamp a", "19.9", ProductStatus.ACTIVE));
        assertThat(made.trendScore()).isEqualTo(1);
        assertThat(made.profitScore()).isEqualTo(Products.profitScoreOfNew(draft("a")));
        assertThat(made.createdAt()).isEqualTo(NOW);
        assertThat(reads.detail(made.id())).isEqualTo(new ProductDetail(made, null));
        assertThat(reads.detail(made.id() + 1)).isNull();
    }

    @Test
    void anIdentityIsGivenOnce() {
        Product first = writes.insert(draft("a"), NOW);
        Product second = writes.insert(draft("b"), NOW);

        assertThatThrownBy(() -> writes.insert(draft("a"), NOW))
                .isInstanceOf(ApiException.class)
                .hasMessageContaining("Product " + first.id() + " ");
        assertThatThrownBy(() -> writes.change(second.id(), present -> draft("a"), NOW))
                .isInstanceOf(ApiException.class)
                .hasMessageContaining("Product " + first.id() + " ");
        assertThat(count(new ListQuery.Filter(null, null, null))).isEqualTo(2);
    }

    @Test
    void whatManyWriteAtOnceIsWhatEachWouldHaveWrittenAlone() throws Exception {
        List<Long> ids = IntStream.range(0, 4)
                .mapToObj(i -> writes.insert(draft("p" + i, "Lamp", "10", ProductStatus.ACTIVE), NOW)
                        .id())
                .toList();
        List<Callable<Object>> all = new ArrayList<>();
        for (int i = 0; i < 24; i++) {
            long id = ids.get(i % 4);
            String mine = "new" + i;
            long envious = writes.insert(draft("envious" + i), NOW).id();
            all.add(() -> writes.change(id, ProductRepositorySuite::dearerByOne, NOW));
            all.add(() -> writes.insert(draft(mine), NOW));
            all.add(() -> writes.insert(draft("same"), NOW));
            all.add(() -> writes.change(envious, present -> draft("same"), NOW));
            all.add(() -> writes.change(id, ProductRepositorySuite::refuses, NOW));
        }
        List<Throwable> failures = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Object> each : threads.invokeAll(all)) {
                if (each.state() == Future.State.FAILED) {
                    failures.add(each.exceptionNow());
                }
            }
        }

        List<Product> stored = lists.list(
                        new ListQuery(new ListQuery.Filter(null, null, null), ProductSort.PRICE, 100, 0, null))
                .page();
        // One of the 48 that want to be "same" is.
        assertThat(stored.stream().map(Product::externalId).filter("same"::equals))
                .hasSize(1);
        assertThat(failures.stream().filter(ApiException.class::isInstance)).hasSize(47);
        assertThat(failures.stream().filter(IllegalStateException.class::isInstance))
                .hasSize(24);
        assertThat(failures).hasSize(71);
        assertThat(stored.stream().filter(product -> product.externalId().startsWith("new")))
                .hasSize(24);
        for (Product product : stored) {
            List<PricePoint> points = reads.prices(product.id());
            assertThat(points.getLast().price()).isEqualTo(product.price());
            if (product.externalId().startsWith("p")) {
                assertThat(product.price()).isEqualTo("16");
                assertThat(points).hasSize(7);
            }
        }
    }

    private static ProductDraft dearerByOne(ProductDraft present) {
        return draft(
                present.externalId(),
                present.title(),
                present.price().add(BigDecimal.ONE).toPlainString(),
                ProductStatus.ACTIVE);
    }

    private static ProductDraft refuses(ProductDraft present) {
        throw new IllegalStateException("no " + present.title());
    }

    @Test
    void aChangedPriceLeavesAPointAndOtherChangesDoNot() {
        long id = writes.insert(draft("a"), NOW).id();
        Instant later = NOW.plusSeconds(60);
        writes.change(id, present -> draft("a", "Renamed", "19.90", ProductStatus.ACTIVE), later);
        writes.change(id, present -> draft("a", "Renamed", "24.5", ProductStatus.ACTIVE), later);
        writes.change(id, present -> draft("a", "Renamed", "24.6", ProductStatus.ACTIVE), later);

        // Three changes at one moment are three times of change.
        assertThat(reads.prices(id))
                .containsExactly(
                        new PricePoint(NOW, new BigDecimal("19.9"), null, "EUR"),
                        new PricePoint(later.plusMillis(1), new BigDecimal("24.5"), null, "EUR"),
                        new PricePoint(later.plusMillis(2), new BigDecimal("24.6"), null, "EUR"));
        assertThat(Objects.requireNonNull(reads.detail(id)).product().updatedAt())
                .isEqualTo(later.plusMillis(2));
    }

    @Test
    void whatAWriteReturnsIsWhatIsReadAfterwards() {
        Product made = writes.insert(draft("a", "Lamp a", "19.9000", ProductStatus.ACTIVE), NOW);
        assertThat(reads.detail(made.id())).isEqualTo(new ProductDetail(made, null));

        Product changed = writes.change(
                        made.id(), present -> draft("a", "L\u00e4mp \ud83d\udca1", "1e2", ProductStatus.INACTIVE), NOW)
                .orElseThrow()
                .after();
        assertThat(changed.price()).isEqualTo("100");
        assertThat(reads.detail(made.id())).isEqualTo(new ProductDetail(changed, null));
    }

    @Test
    void fieldsAreFilledAndEmptiedAndTheOthersStay() {
        Product made = writes.insert(draft("a"), NOW);
        ProductDraft full = ProductRepository.draftOf(made);
        ProductDraft reduced = described(full, null, null, new BigDecimal("9.5"));
        for (ProductDraft wanted : List.of(described(full, full.description(), "Borg", null), reduced, full)) {
            Product changed = writes.change(made.id(), present -> wanted, NOW)
                    .orElseThrow()
                    .after();
            assertThat(ProductRepository.draftOf(changed)).isEqualTo(wanted);
            assertThat(reads.detail(made.id())).isEqualTo(new ProductDetail(changed, null));
            assertThat(changed.profitScore()).isEqualTo(Products.profitScoreOfNew(wanted));
        }
    }

    private static ProductDraft described(
            ProductDraft draft, @Nullable String description, @Nullable String brand, @Nullable BigDecimal salePrice) {
        return new ProductDraft(
                draft.network(),
                draft.externalId(),
                draft.title(),
                description,
                draft.url(),
                draft.imageUrl(),
                brand,
                draft.category(),
                draft.gtin(),
                draft.mpn(),
                draft.availability(),
                draft.price(),
                salePrice,
                draft.currency(),
                draft.commissionRate(),
                draft.status());
    }

    @Test
    void writingTheSameAgainChangesNothing() {
        Product made = writes.insert(draft("a"), NOW);
        var change = writes.change(
                        made.id(), present -> draft("a", "Lamp a", "19.9000", ProductStatus.ACTIVE), NOW.plusSeconds(9))
                .orElseThrow();

        assertThat(change.changed()).isFalse();
        assertThat(change.after().updatedAt()).isEqualTo(NOW);
    }

    @Test
    void anUnknownProductIsNotChanged() {
        assertThat(writes.change(4711, present -> draft("a"), NOW)).isEmpty();
        assertThat(writes.archive(4711, NOW)).isEmpty();
    }

    @Test
    void anArchivedProductIsKeptButNotInTheTopList() {
        long kept = writes.insert(draft("a"), NOW).id();
        long gone = writes.insert(draft("b"), NOW).id();
        writes.archive(gone, NOW);

        assertThat(reads.top(10)).extracting(TopProduct::id).containsExactly(kept);
        assertThat(Objects.requireNonNull(reads.detail(gone)).product().status())
                .isEqualTo(ProductStatus.ARCHIVED);
    }

    @Test
    void aNumberAtItsBoundsIsStored() {
        ProductDraft dear = new ProductDraft(
                "shop",
                "x",
                "t",
                null,
                "http://a",
                null,
                null,
                null,
                null,
                null,
                null,
                new BigDecimal("1e9"),
                new BigDecimal("0.0001"),
                "JPY",
                new BigDecimal("1"),
                null);
        Product made = writes.insert(dear, NOW);

        assertThat(made.price()).isEqualTo("1000000000");
        assertThat(made.salePrice()).isEqualTo("0.0001");
    }

    @Test
    void theDetailHasTheLastDayWithAllItsCurrencies() {
        long id = writes.insert(draft("a"), NOW).id();
        day(id, TODAY.minusDays(1), "", 100, 10, 0, "0");
        day(id, TODAY, "", 7, 2, 0, "0");
        day(id, TODAY, "EUR", 0, 0, 2, "9.5");
        day(id, TODAY, "DKK", 0, 0, 1, "30");
        day(id + 1, TODAY.plusDays(1), "", 1, 1, 1, "0");

        ProductDay latest =
                Objects.requireNonNull(Objects.requireNonNull(reads.detail(id)).latest());

        assertThat(latest.day()).isEqualTo(TODAY);
        assertThat(List.of(latest.views(), latest.clicks(), latest.conversions()))
                .containsExactly(7L, 2L, 3L);
        assertThat(latest.revenue())
                .containsExactly(new Money(new BigDecimal("30"), "DKK"), new Money(new BigDecimal("9.5"), "EUR"));
    }

    @ParameterizedTest
    @EnumSource(ProductSort.class)
    void keysetPagesAreTheOffsetPages(ProductSort sort) {
        // Many equal keys, all statuses, titles that differ in case, accents and odd characters only.
        String[] titles = {"alpha", "Alpha", "\u00e4lpha", "beta\nline", "z%_!'\"", "alpha"};
        for (int i = 0; i < 61; i++) {
            long id = writes.insert(
                            draft(
                                    "p" + i,
                                    titles[i % titles.length],
                                    i % 4 == 0 ? "10" : "10." + i % 3,
                                    ProductStatus.values()[i % 3]),
                            NOW.plusMillis(i % 5))
                    .id();
            double trend = i % 7;
            double profit = i % 2 / 3.0;
            database.write(c -> Sql.update(
                    c, "update products set trend_score = ?, profit_score = ? where id = ?", trend, profit, id));
        }
        for (ListQuery.Filter filter : List.of(
                new ListQuery.Filter(null, null, null),
                new ListQuery.Filter(ProductStatus.ACTIVE, null, "shop"),
                new ListQuery.Filter(null, "ALPHA", null))) {
            long total = count(filter);
            List<Long> byOffset = new ArrayList<>();
            List<Long> byCursor = new ArrayList<>();
            Cursor after = null;
            for (int page = 0; page * 7L < total; page++) {
                byOffset.addAll(ids(new ListQuery(filter, sort, 7, page * 7, null)));
                List<Product> behind = page(new ListQuery(filter, sort, 7, 0, after));
                behind.forEach(product -> byCursor.add(product.id()));
                after = Cursor.parse(Cursor.behind(sort, behind.getLast()).text(), sort);
            }
            List<Long> all = ids(new ListQuery(filter, sort, 200, 0, null));
            assertThat(all).hasSize((int) total).doesNotHaveDuplicates().hasSizeGreaterThan(15);
            assertThat(byOffset).isEqualTo(all);
            assertThat(byCursor).isEqualTo(all);
            assertThat(page(new ListQuery(filter, sort, 7, 0, after))).isEmpty();
        }
    }

    @Test
    void anOrderIsTheOneThatItsNameSays() {
        writes.insert(draft("1", "b", "3", ProductStatus.ACTIVE), NOW.plusSeconds(1));
        writes.insert(draft("2", "c", "1", ProductStatus.ARCHIVED), NOW.plusSeconds(3));
        writes.insert(draft("3", "a", "2", ProductStatus.INACTIVE), NOW.plusSeconds(2));

        assertThat(order(ProductSort.TITLE)).isEqualTo("312");
        assertThat(order(ProductSort.PRICE)).isEqualTo("231");
        assertThat(order(ProductSort.PRICE_DESC)).isEqualTo("132");
        assertThat(order(ProductSort.PROFIT_SCORE)).isEqualTo("132");
        assertThat(order(ProductSort.TREND_SCORE)).isEqualTo("132");
        assertThat(order(ProductSort.UPDATED_AT)).isEqualTo("231");
    }

    @ParameterizedTest
    @ValueSource(strings = {"100%", "a_b", "50!", "O'Reilly", "\\", "%'; drop table products; --", "[a]"})
    void aSearchTakesEveryCharacterAsItself(String title) {
        writes.insert(draft("x", title, "1", ProductStatus.ACTIVE), NOW);
        writes.insert(draft("y", "100 a b axb 50 O Reilly", "1", ProductStatus.ACTIVE), NOW);

        assertThat(found(title)).containsExactly("x");
    }

    @Test
    void theRanksOfAnOrderAreThoseOfItsList() {
        CatalogueSeed.fill(database, 100, 0, NOW);
        for (String title : List.of("a", "A", "\u00e4", "\u00c4", " z", "-z", "Z", "1", "\ud83d\ude00", "~")) {
            writes.insert(draft("T-" + title, title, "1", ProductStatus.ACTIVE), NOW);
        }
        for (ProductSort sort : ProductSort.values()) {
            List<Long> listed = ids(new ListQuery(new ListQuery.Filter(null, null, null), sort, 200, 0, null));
            assertThat(lists.ranks(sort).first(200, listed.stream().sorted().toList()))
                    .as(sort.toString())
                    .hasSize(110)
                    .isEqualTo(listed);
        }
    }

    @Test
    void aSearchLooksInTitleBrandAndExternalIdInAnyCase() {
        writes.insert(draft("Ext-77", "Desk lamp", "1", ProductStatus.ACTIVE), NOW);
        writes.insert(draft("other", "Wok", "1", ProductStatus.ACTIVE), NOW);

        assertThat(found("dEsK")).containsExactly("Ext-77");
        assertThat(found("ext-7")).containsExactly("Ext-77");
        assertThat(found("NORV")).containsExactlyInAnyOrder("Ext-77", "other");
        assertThat(found("shade")).isEmpty();
    }

    /// What the whole catalogue says, against a look at each product: words that few have and that many have, and
    /// each with every filter.
    @Test
    void aSearchFindsExactlyTheProductsWithTheWord() {
        CatalogueSeed.fill(database, 450, 0, NOW);
        writes.insert(draft("P-\u00c4", "\u00c4rmel 100% a_b c\\d e\u0001f", "1", ProductStatus.ACTIVE), NOW);
        List<Product> all = database.read(c -> Sql.list(c, "select * from products", ProductRepository::product));
        SearchTexts texts = lists.texts();
        assertThat(lists.searchableInMemory()).isTrue();

        for (String q : List.of("Series", "series 4", "p-44", "BRAND 21", "of", "e", "1", "nosuch", "%", "_", "\\")) {
            for (ListQuery.Filter filter : List.of(
                    new ListQuery.Filter(null, q, null),
                    new ListQuery.Filter(ProductStatus.ACTIVE, q, null),
                    new ListQuery.Filter(ProductStatus.ARCHIVED, q, "seed-3"),
                    new ListQuery.Filter(null, q, "seed-3"))) {
                assertThat(everyPage(filter))
                        .as(filter.toString())
                        .containsExactlyInAnyOrderElementsOf(all.stream()
                                .filter(product -> lets(filter, product))
                                .map(Product::id)
                                .toList());
                ListQuery query = new ListQuery(filter, ProductSort.PRICE, 200, 0, null);
                Listing asked = lists.list(query);
                assertThat(SearchTexts.answers(filter)).isTrue();
                assertThat(texts.find(filter).total()).as(filter.toString()).isEqualTo(asked.total());
                assertThat(lists.page(query, texts.find(filter))).isEqualTo(asked.page());
                assertThat(walked(filter, texts.find(filter)))
                        .isEqualTo(ids(new ListQuery(filter, ProductSort.TREND_SCORE, 200, 0, null)));
            }
        }
        // How a database takes other letters in another case is its own affair, but it is the same everywhere.
        for (String q :
                List.of("\u00c4RMEL", "\u00e4rmel", "\u00c4rmel", "e\u0001f", "100% A_B C\\D", "f\u0001norvik")) {
            ListQuery.Filter filter = new ListQuery.Filter(null, q, null);
            assertThat(SearchTexts.answers(filter)).isEqualTo(q.startsWith("100"));
            FilterSql sql = FilterSql.ofProducts(filter, database.dialect());
            assertThat(everyPage(filter)).hasSize((int) (long) database.<Long>read(
                    c -> Sql.number(c, sql.count(), sql.params().toArray())));
        }
        assertThat(found("\u00c4rmel")).containsExactly("P-\u00c4");
        assertThat(found("f\u0001norvik")).isEmpty();
    }

    private List<Long> everyPage(ListQuery.Filter filter) {
        List<Long> ids = new ArrayList<>();
        long total = count(filter);
        for (int offset = 0; offset == 0 || offset < total; offset += 200) {
            ids.addAll(ids(new ListQuery(filter, ProductSort.PRICE, 200, offset, null)));
        }
        assertThat(ids).hasSize((int) total);
        return ids;
    }

    /// The first 200 ids, 30 a page.
    private List<Long> walked(ListQuery.Filter filter, SearchTexts.Found found) {
        List<Long> ids = new ArrayList<>();
        Cursor after = null;
        do {
            ListQuery query = new ListQuery(filter, ProductSort.TREND_SCORE, 30, 0, after);
            List<Product> page = lists.page(query, found);
            page.forEach(product -> ids.add(product.id()));
            after = page.size() < 30 ? null : Cursor.behind(query.sort(), page.getLast());
        } while (after != null && ids.size() < 200);
        return ids.subList(0, Math.min(ids.size(), 200));
    }

    private static boolean lets(ListQuery.Filter filter, Product product) {
        String q = Objects.requireNonNull(filter.q()).toLowerCase(Locale.ROOT);
        return (filter.status() == null || filter.status() == product.status())
                && (filter.network() == null || filter.network().equals(product.network()))
                && Stream.of(product.title(), product.brand(), product.externalId())
                        .filter(Objects::nonNull)
                        .anyMatch(text -> text.toLowerCase(Locale.ROOT).contains(q));
    }

    @Test
    void aSearchSeesEachChangeAtOnce() {
        long id = writes.insert(draft("a", "Lamp", "1", ProductStatus.ACTIVE), NOW)
                .id();
        ListQuery.Filter archived = new ListQuery.Filter(ProductStatus.ARCHIVED, "wok", "mall");

        writes.change(id, present -> draft("a", "Wok", "2", ProductStatus.ACTIVE), NOW);
        assertThat(found("lamp")).isEmpty();
        assertThat(found("wok")).containsExactly("a");
        assertThat(count(archived)).isZero();

        writes.change(id, present -> Drafts.inNetwork("mall", draft("b", "Wok", "2", ProductStatus.ARCHIVED)), NOW);
        assertThat(count(archived)).isEqualTo(1);
        assertThat(count(new ListQuery.Filter(ProductStatus.ACTIVE, null, null)))
                .isZero();

        database.write(c -> Sql.update(c, "delete from products"));
        assertThat(found("wok")).isEmpty();
        assertThat(count(new ListQuery.Filter(null, null, null))).isZero();
    }

    /// A word that few products have: these alone are put in order.
    @Test
    void aSearchForARareWordReadsNoIndexFromEndToEnd() {
        assumeThat(database.dialect()).isEqualTo(Dialect.POSTGRESQL); // H2 does
        fill(3_000);
        ListQuery query =
                new ListQuery(new ListQuery.Filter(null, "e2999", null), ProductSort.TREND_SCORE, 20, 0, null);
        List<Long> ids = ids(query);
        assertThat(ids).hasSize(4);
        database.read(c -> {
            ListSql sql = ListSql.among(query, database.dialect(), c.createArrayOf("bigint", ids.toArray()));
            assertThat(rowsRead(sql.text(), sql.params())).isBetween(4, 60);
            return ids;
        });
    }

    @Test
    void scoresFollowTheirFormulasAndTouchOnlyWhatChanges() {
        long seen = writes.insert(draft("seen"), NOW).id();
        long unseen = writes.insert(draft("unseen"), NOW).id();
        day(seen, TODAY, "", 300, 0, 0, "0");
        day(seen, TODAY.minusDays(6), "", 200, 0, 0, "0");
        day(seen, TODAY.minusDays(7), "", 60, 0, 0, "0");
        day(seen, TODAY.minusDays(13), "", 40, 0, 0, "0");
        day(seen, TODAY.minusDays(29), "", 200, 0, 0, "0");
        day(seen, TODAY.minusDays(30), "", 9999, 0, 99, "0");
        day(seen, TODAY, "EUR", 0, 0, 8, "40");

        assertThat(scores.recompute(TODAY)).isEqualTo(1);

        Product scored = Objects.requireNonNull(reads.detail(seen)).product();
        assertThat(scored.trendScore()).isEqualTo(3.666667); // (500 + 50) / (100 + 50)
        assertThat(scored.profitScore()).isEqualTo(9.95); // (8 + 2) / (800 + 200) x 19.90 x 0.05 x 1000
        assertThat(scored.updatedAt()).isEqualTo(NOW);
        assertThat(Objects.requireNonNull(reads.detail(unseen)).product().profitScore())
                .isEqualTo(9.95); // 2 / 200 x 19.90 x 0.05 x 1000
        assertThat(scores.recompute(TODAY)).isZero();
    }

    @Test
    void aNewPriceEarnsAtTheRateThatWasComputedLast() {
        long id = writes.insert(draft("a"), NOW).id();
        day(id, TODAY, "", 800, 0, 0, "0");
        day(id, TODAY, "EUR", 0, 0, 18, "40");
        scores.recompute(TODAY);

        Product dearer = writes.change(id, present -> draft("a", "Lamp a", "40", ProductStatus.ACTIVE), NOW)
                .orElseThrow()
                .after();

        assertThat(dearer.profitScore()).isEqualTo(40); // (18 + 2) / (800 + 200) x 40 x 0.05 x 1000
        assertThat(scores.recompute(TODAY)).isZero();
    }

    @Test
    void aConversionRateIsAtMostOne() {
        long id = writes.insert(draft("a"), NOW).id();
        day(id, TODAY, "EUR", 0, 0, 5000, "1");
        scores.recompute(TODAY);

        assertThat(Objects.requireNonNull(reads.detail(id)).product().profitScore())
                .isEqualTo(995); // 1 x 19.90 x 0.05 x 1000
    }

    @Test
    void theTopListReadsItsIndexAndDoesNotSort() {
        fill(3_000);
        assertThat(plan(ProductRepository.TOP.replace("?", "20")))
                .containsIgnoringCase("products_top")
                .doesNotContainIgnoringCase("tablescan")
                .doesNotContain("Seq Scan")
                .doesNotContain("Sort")
                .contains(database.dialect() == Dialect.H2 ? "index sorted" : "Index Scan");
        // Of 12,000: what it shows and no more, but for a row at which it sees that it is done.
        assertThat(rowsRead(ProductRepository.TOP, 20)).isBetween(20, 25);
    }

    @ParameterizedTest
    @EnumSource(ProductSort.class)
    void aDeepPageReadsAnIndexAndScansNothing(ProductSort sort) {
        fill(3_000);
        Product last = page(new ListQuery(new ListQuery.Filter(ProductStatus.ACTIVE, null, null), sort, 20, 1500, null))
                .getLast();
        ListSql sql = ListSql.page(
                new ListQuery(
                        new ListQuery.Filter(ProductStatus.ACTIVE, null, null), sort, 20, 0, Cursor.behind(sort, last)),
                database.dialect());

        assertThat(plan(sql.text(), sql.params()))
                .doesNotContainIgnoringCase("tablescan")
                .doesNotContain("Seq Scan")
                .containsIgnoringCase(sort == ProductSort.TREND_SCORE ? "products_top" : "products_by_");
        // Of 12,000: for each key of the order a page at most, in the index and then in the table.
        assertThat(rowsRead(sql.text(), sql.params())).isBetween(20, 200);
    }

    @ParameterizedTest
    @EnumSource(ProductSort.class)
    void aWordThatManyHaveIsFoundInTheFirstRowsOfTheOrder(ProductSort sort) {
        fill(3_000);
        ListSql sql = ListSql.page(
                new ListQuery(new ListQuery.Filter(ProductStatus.ACTIVE, "title", null), sort, 20, 0, null),
                database.dialect());

        assertThat(rowsRead(sql.text(), sql.params())).isBetween(20, 200);
    }

    private void fill(int products) {
        database.write(c -> {
            Sql.batch(
                    c,
                    "insert into products (network, external_id, title, url, availability, price, currency,"
                            + " commission_rate, status, trend_score, profit_score, created_at, updated_at)"
                            + " values ('n', ?, ?, 'http://x', 'UNKNOWN', ?, 'EUR', 0, ?, ?, ?, ?, ?)",
                    IntStream.range(0, products).boxed().toList(),
                    i -> new Object[] {
                        "e" + i,
                        "Title " + i % 100,
                        new BigDecimal(1 + i % 50),
                        i % 3 == 0 ? "ARCHIVED" : "ACTIVE",
                        i % 11 / 7.0,
                        i % 13 / 7.0,
                        NOW,
                        NOW.plusMillis(i % 100)
                    });
            return 0;
        });
        for (String copy : List.of("x", "y")) {
            database.write(c -> Sql.update(
                    c,
                    "insert into products (network, external_id, title, url, availability, price, currency,"
                            + " commission_rate, status, trend_score, profit_score, created_at, updated_at)"
                            + " select network, external_id || ?, title, url, availability, price, currency,"
                            + " commission_rate, status, trend_score, profit_score, created_at, updated_at"
                            + " from products",
                    copy));
        }
        database.write(c -> Sql.update(c, database.dialect() == Dialect.H2 ? "analyze" : "analyze products"));
    }

    /// Rows that the database says it has read when it ran this: of tables and of indexes.
    private int rowsRead(String sql, @Nullable Object... params) {
        Pattern counted = database.dialect() == Dialect.H2
                ? Pattern.compile("scanCount: (\\d+)()")
                : Pattern.compile("Scan [^\\n]*actual [^)]*rows=(\\d+)[^)]*loops=(\\d+)");
        String ran = database.read(c -> Sql.list(c, "explain analyze " + sql, row -> row.getString(1), params)).stream()
                .collect(Collectors.joining("\n"));
        return counted.matcher(ran)
                .results()
                .mapToInt(found -> Integer.parseInt(found.group(1))
                        * (found.group(2).isEmpty() ? 1 : Integer.parseInt(found.group(2))))
                .sum();
    }

    private String plan(String sql, @Nullable Object... params) {
        return database.read(c -> Sql.list(c, "explain " + sql, row -> row.getString(1), params)).stream()
                .collect(Collectors.joining("\n"));
    }

    /// A page, the same whether its total is known or not.
    private List<Product> page(ListQuery query) {
        Listing listing = lists.list(query);
        assertThat(lists.page(query, listing.total())).isEqualTo(listing.page());
        return listing.page();
    }

    private long count(ListQuery.Filter filter) {
        return lists.list(new ListQuery(filter, ProductSort.TITLE, 1, 0, null)).total();
    }

    private List<Long> ids(ListQuery query) {
        return page(query).stream().map(Product::id).toList();
    }

    private String order(ProductSort sort) {
        return page(new ListQuery(new ListQuery.Filter(null, null, null), sort, 10, 0, null)).stream()
                .map(Product::externalId)
                .collect(Collectors.joining());
    }

    @Test
    void oldPriceChangesGoButForThePriceOnTheFirstDayThatIsKept() {
        long lamp = writes.insert(draft("a", "Lamp", "1", ProductStatus.ACTIVE), NOW.minusSeconds(500))
                .id();
        long wok = writes.insert(draft("b", "Wok", "7", ProductStatus.ACTIVE), NOW.minusSeconds(500))
                .id();
        for (int price = 2; price <= 5; price++) {
            int changed = price;
            database.write(c -> Sql.update(
                    c,
                    "insert into price_history (product_id, at, price, sale_price, currency) values (?, ?, ?, null, 'EUR')",
                    lamp,
                    NOW.minusSeconds(500 - 100L * (changed - 1)),
                    BigDecimal.valueOf(changed)));
        }
        PriceHistoryRepository prices = new PriceHistoryRepository(database);

        assertThat(prices.trim(NOW.minusSeconds(250))).isEqualTo(2);
        assertThat(reads.prices(lamp))
                .extracting(point -> point.price().intValue())
                .containsExactly(3, 4, 5);
        assertThat(reads.prices(wok)).hasSize(1);
        // Round and round: the same products again.
        assertThat(prices.trim(NOW.minusSeconds(100))).isEqualTo(2);
    }

    private List<String> found(String q) {
        ListQuery.Filter filter = new ListQuery.Filter(null, q, null);
        List<String> found = page(new ListQuery(filter, ProductSort.TITLE, 10, 0, null)).stream()
                .map(Product::externalId)
                .toList();
        assertThat(count(filter)).isEqualTo(found.size());
        return found;
    }

    private void day(
            long product, LocalDate day, String currency, long views, long clicks, long conversions, String revenue) {
        database.write(c -> Sql.update(
                c,
                "insert into product_analytics (product_id, on_day, currency, views, clicks, conversions, revenue)"
                        + " values (?, ?, ?, ?, ?, ?, ?)",
                product,
                day,
                currency,
                views,
                clicks,
                conversions,
                new BigDecimal(revenue)));
    }
}
