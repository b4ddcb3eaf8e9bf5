package dev.opsdeck.server.analytics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.opsdeck.api.Money;
import dev.opsdeck.api.analytics.AnalyticsEvent;
import dev.opsdeck.api.analytics.AnalyticsMetric;
import dev.opsdeck.api.analytics.EventKind;
import dev.opsdeck.api.analytics.ProductFigures;
import dev.opsdeck.api.analytics.Revenue;
import dev.opsdeck.server.db.Database;
import dev.opsdeck.server.db.DatabaseSettings;
import dev.opsdeck.server.db.Dialect;
import dev.opsdeck.server.db.Sql;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Figures against a plain model, blocks and retention, the same in both databases; a subclass says in which.
abstract class AnalyticsAtSizeSuite {

    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
    private static final LocalDate TODAY = LocalDate.parse("2026-11-23");
    private static final Period KEPT = new Period(TODAY.minusDays(399), TODAY);
    private static final int LATE_DAYS = 7;

    @SuppressWarnings("NullAway.Init")
    private DatabaseSettings opened;

    @SuppressWarnings("NullAway.Init")
    private Database database;

    @SuppressWarnings("NullAway.Init")
    private EventRepository events;

    @SuppressWarnings("NullAway.Init")
    private AnalyticsQueries queries;

    @SuppressWarnings("NullAway.Init")
    private BlockBuilder builder;

    private final EventsModel model = new EventsModel();

    /// Of a new, empty database.
    abstract DatabaseSettings settings();

    /// Of one without rows that may have its tables.
    DatabaseSettings migrated() {
        return settings();
    }

    @BeforeEach
    void prepare() {
        opened = migrated();
        database = Database.open(opened);
        events = new EventRepository(database);
        queries = new AnalyticsQueries(database);
        builder = new BlockBuilder(database, LATE_DAYS, () -> 0);
    }

    @AfterEach
    void close() {
        database.close();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void figuresAreThoseOfThePlainModelAfterBatchesOfTwoServersAtOnce(long seed) throws Exception {
        Random random = new Random(seed);
        List<Long> products = products(60);
        List<AnalyticsEvent> made = EventsModel.random(random, 4_000, products, 150, NOW);
        model.add(made);
        // Every third event comes a second time, most of them in another batch.
        List<AnalyticsEvent> sent = new ArrayList<>(made);
        sent.addAll(made.subList(0, made.size() / 3));
        Collections.shuffle(sent, random);
        Queue<List<AnalyticsEvent>> batches = new ConcurrentLinkedQueue<>();
        for (int from = 0; from < sent.size(); from += 100) {
            batches.add(sent.subList(from, Math.min(sent.size(), from + 100)));
        }
        List<EventRepository> servers = List.of(events, new EventRepository(database));
        AtomicInteger taken = new AtomicInteger();
        AtomicInteger repeated = new AtomicInteger();
        List<Callable<Integer>> tasks = new ArrayList<>();
        for (int sender = 0; sender < 6; sender++) {
            EventRepository server = servers.get(sender % 2);
            tasks.add(() -> {
                for (List<AnalyticsEvent> batch = batches.poll(); batch != null; batch = batches.poll()) {
                    var counted = server.count(batch, NOW);
                    taken.addAndGet(counted.taken());
                    repeated.addAndGet(counted.repeated());
                }
                return 0;
            });
        }
        // Blocks are made all the while, of days that get events.
        tasks.add(() -> {
            int blocks = 0;
            while (!batches.isEmpty()) {
                blocks += builder.build(KEPT);
            }
            return blocks;
        });
        runAll(tasks);

        assertThat(taken).hasValue(made.size());
        assertThat(repeated).hasValue(sent.size() - made.size());
        figuresAreThoseOfTheModel(products);
        builder.build(KEPT);
        figuresAreThoseOfTheModel(products);
        // Late events make blocks untrue: nothing is missing before they are made again, nor after.
        List<AnalyticsEvent> late = EventsModel.random(random, 300, products, LATE_DAYS, NOW);
        model.add(late);
        events.count(late, NOW);
        figuresAreThoseOfTheModel(products);
        assertThat(builder.build(KEPT)).isEqualTo(LATE_DAYS);
        assertThat(builder.build(KEPT)).isZero();
        figuresAreThoseOfTheModel(products);
    }

    private void figuresAreThoseOfTheModel(List<Long> products) {
        for (int days : List.of(1, 2, 7, 30, 90, 137, 365)) {
            Period period = new Period(TODAY.minusDays(days - 1L), TODAY);
            var overview = queries.overview(period, 5);
            assertThat(overview.topProducts())
                    .as("top of %s days", days)
                    .isEqualTo(model.top(period, 5, id -> "p" + products.indexOf(id)));
            assertThat(overview.platforms()).isEqualTo(model.platforms(period));
            assertThat(queries.byDay(period)).isEqualTo(model.byDay(period));
            assertThat(queries.days(products.get(3), period)).isEqualTo(model.days(products.get(3), period));
            rankingsAreThoseOfTheModel(period, products);
        }
    }

    private void rankingsAreThoseOfTheModel(Period period, List<Long> products) {
        RankingQueries rankings = new RankingQueries(database);
        LocalDate dayBefore = period.from().minusDays(1);
        Period before = new Period(dayBefore.minusDays(period.from().until(period.to(), ChronoUnit.DAYS)), dayBefore);
        for (RankingQueries.Asked asked : List.of(
                new RankingQueries.Asked(period, before, AnalyticsMetric.REVENUE, null, 7),
                new RankingQueries.Asked(period, null, AnalyticsMetric.REVENUE, "DKK", 100),
                new RankingQueries.Asked(period, null, AnalyticsMetric.REVENUE, "USD", 5),
                new RankingQueries.Asked(period, before, AnalyticsMetric.CLICKS, null, 5),
                new RankingQueries.Asked(period, before, AnalyticsMetric.VIEWS, "JPY", 100),
                new RankingQueries.Asked(period, null, AnalyticsMetric.CONVERSIONS, null, 1))) {
            assertThat(rankings.ranking(asked))
                    .as("%s", asked)
                    .isEqualTo(model.ranking(asked, id -> "p" + products.indexOf(id)));
        }
    }

    @Test
    void batchesInOppositeOrdersNeverLose() throws Exception {
        List<Long> products = products(200);
        Random random = new Random(7);
        List<Callable<Integer>> tasks = new ArrayList<>();
        for (int sender = 0; sender < 6; sender++) {
            List<AnalyticsEvent> mine = EventsModel.random(random, 1_000, products, 3, NOW);
            model.add(mine);
            List<AnalyticsEvent> common = EventsModel.random(new Random(99), 1_000, products, 3, NOW);
            model.add(common);
            mine.addAll(common);
            Collections.shuffle(mine, random);
            tasks.add(() -> {
                int taken = 0;
                for (int from = 0; from < mine.size(); from += 500) {
                    taken += events.count(mine.subList(from, from + 500), NOW).taken();
                }
                return taken;
            });
        }

        assertThat(runAll(tasks)).isEqualTo(model.size());
        figuresAreThoseOfTheModel(products);
        if (database.dialect() == Dialect.POSTGRESQL) {
            assertThat(database.<Long>read(c ->
                            Sql.number(c, "select deadlocks from pg_stat_database where datname = current_database()")))
                    .as("deadlocks, which a second attempt would hide")
                    .isZero();
        }
    }

    @Test
    void theBestSellersOfDaysThatAreOverAreReadWithoutTheirRows() {
        List<Long> products = products(30);
        List<AnalyticsEvent> made = EventsModel.random(new Random(5), 3_000, products, 120, NOW);
        events.count(made, NOW);
        builder.build(KEPT);
        Period quarter = new Period(TODAY.minusDays(89), TODAY);
        var before = queries.overview(quarter, 5).topProducts();
        RankingQueries rankings = new RankingQueries(database);
        var asked = new RankingQueries.Asked(
                quarter, new Period(TODAY.minusDays(110), TODAY.minusDays(90)), AnalyticsMetric.REVENUE, "EUR", 10);
        var ranked = rankings.ranking(asked);
        assertThat(ranked.ranked()).hasSize(10);

        database.write(c -> Sql.update(c, "delete from product_analytics where on_day < ?", TODAY));

        assertThat(queries.overview(quarter, 5).topProducts())
                .extracting("productId", "views", "clicks", "conversions")
                .isEqualTo(before.stream()
                        .map(p -> tuple(p.productId(), p.views(), p.clicks(), p.conversions()))
                        .toList());
        assertThat(rankings.ranking(asked)).isEqualTo(ranked);
        long blocks = database.read(c -> Sql.number(
                c, "select count(*) from product_blocks where last_day = first_day and first_day >= ?", KEPT.from()));
        assertThat(blocks)
                .as("of counts and of money one a day, empty days too")
                .isEqualTo(240);
    }

    /// As they are when servers of both versions run, or one has just been updated.
    @Test
    void blocksOfTheVersionBeforeAreUsedUntilTheirMoneyIsThere() {
        List<Long> products = products(20);
        List<AnalyticsEvent> made = EventsModel.random(new Random(6), 1_000, products, 30, NOW);
        model.add(made);
        events.count(made, NOW);
        int spans = builder.build(KEPT);
        database.write(c -> Sql.update(c, "delete from product_blocks where revision < 0"));
        figuresAreThoseOfTheModel(products);
        long counts = count("product_blocks");
        assertThat(database.<BlockRepository.State>read(c -> BlockRepository.state(c, KEPT)))
                .as("what such a server sees of the blocks")
                .satisfies(state -> assertThat(state.counts()).hasSize(spans))
                .satisfies(state -> assertThat(state.money()).isEmpty());

        assertThat(builder.build(KEPT)).isEqualTo(spans);

        assertThat(builder.build(KEPT)).isZero();
        assertThat(database.<Long>read(c -> Sql.number(c, "select count(*) from product_blocks where revision >= 0")))
                .isEqualTo(counts);
        figuresAreThoseOfTheModel(products);
    }

    @Test
    void readsGoByAnIndex() {
        products(2_000);
        fill(60);
        database.write(c -> Sql.update(c, "analyze"));

        assertThat(plan(BlockRepository.ROWS
                        .replaceFirst("\\?", "date '2026-11-23'")
                        .replaceFirst("\\?", "date '2026-11-23'")))
                .containsIgnoringCase("product_analytics_day")
                .doesNotContainIgnoringCase("seq scan")
                .doesNotContainIgnoringCase("tablescan");
        assertThat(plan(MoneyRepository.ROWS
                        .replaceFirst("\\?", "date '2026-11-23'")
                        .replaceFirst("\\?", "date '2026-11-23'")))
                .containsIgnoringCase("product_analytics_day")
                .doesNotContainIgnoringCase("seq scan")
                .doesNotContainIgnoringCase("tablescan");
        assertThat(plan("select sum(revenue) from product_analytics where product_id in (3, 4, 5, 6, 7)"
                        + " and on_day >= date '2026-10-01' and currency <> '' group by product_id, currency"))
                .containsIgnoringCase("product_analytics_product_day");
    }

    @Test
    void blocksAreFoundByTheirKey() {
        products(500);
        fill(200);
        builder.build(KEPT);
        database.write(c -> Sql.update(c, "analyze"));

        String plan = plan("""
                select b.part, b.figures from unnest(cast(array['2026-11-21'] as date array),
                  cast(array['2026-11-21'] as date array), cast(array[1] as bigint array))
                  as w(first_day, last_day, revision)
                join product_blocks b on b.first_day = w.first_day and b.last_day = w.last_day
                  and b.revision = w.revision""");
        assertThat(plan).doesNotContainIgnoringCase("tablescan").doesNotContainIgnoringCase("seq scan on product");
    }

    @Test
    void oldDaysGoInPiecesAndTakeTheirBlocksWithThem() {
        int rows = 150;
        products(rows);
        fill(70);
        BlockBuilder now = new BlockBuilder(database, LATE_DAYS, () -> 0);
        now.build(KEPT);
        RetentionRepository retention = new RetentionRepository(database, 100);
        LocalDate first = TODAY.minusDays(59);
        long platforms = count("platform_analytics");

        // Ten days of two pieces each.
        assertThat(retention.trimDays(first)).isEqualTo(5L * rows);
        assertThat(retention.trimDays(first)).isEqualTo(5L * rows);
        assertThat(retention.trimDays(first)).isZero();

        assertThat(count("platform_analytics")).isEqualTo(platforms / 70 * 60);
        for (String table : List.of("product_analytics", "platform_analytics", "analytics_days")) {
            assertThat(day("select min(on_day) as on_day from " + table)).isEqualTo(first);
        }
        assertThat(day("select min(first_day) as on_day from product_blocks")).isAfterOrEqualTo(first);
        assertThat(retention.trimDays(first.plusDays(1))).isEqualTo(rows);
    }

    @Test
    void idsGoInPieces() {
        List<Long> products = products(1);
        for (int batch = 0; batch < 3; batch++) {
            batch("b" + batch + "-", 600, products.getFirst(), NOW.minusSeconds(100 - batch));
        }

        // Ids of one batch go together; a call is ten pieces at most.
        RetentionRepository retention = new RetentionRepository(database, 100);
        assertThat(retention.forgetIds(NOW.minusSeconds(98))).isEqualTo(1_200);
        assertThat(retention.forgetIds(NOW.minusSeconds(98))).isZero();
        assertThat(count("analytics_event_ids")).isEqualTo(600);
    }

    /// A backup reads for as long as it takes, all as it was when it began: PostgreSQL keeps every row for it that is
    /// deleted meanwhile.
    @Test
    void whatIsDueIsForgottenWhileABackupStillSeesIt() throws Exception {
        int rows = 150;
        long product = products(rows).getFirst();
        fill(20);
        LocalDate first = TODAY.minusDays(9);
        batch("old", 600, product, NOW.minusSeconds(100));
        batch("older", 600, product, NOW.minusSeconds(101));
        batch("new", 600, product, NOW.minusSeconds(98));
        RetentionRepository retention = new RetentionRepository(database, 100);
        try (Connection backup = DriverManager.getConnection(opened.url(), opened.user(), opened.password())) {
            backup.setAutoCommit(false);
            backup.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            List<Long> before = counts(backup);
            assertThat(before.getFirst()).isEqualTo(1_800);

            assertThat(retention.forgetIds(NOW.minusSeconds(98))).isEqualTo(1_200);
            assertThat(retention.forgetIds(NOW.minusSeconds(98))).isZero();
            assertThat(retention.trimDays(first)).isEqualTo(5L * rows);
            // The days that are due and what is counted meanwhile go on, with the same snapshot still there.
            batch("meanwhile", 600, product, NOW.minusSeconds(97));
            assertThat(retention.trimDays(first)).isEqualTo(5L * rows);
            assertThat(retention.trimDays(first)).isZero();
            assertThat(count("analytics_event_ids")).isEqualTo(1_200);
            assertThat(count("product_analytics")).isEqualTo(10L * rows);
            assertThat(day("select min(on_day) as on_day from product_analytics"))
                    .isEqualTo(first);
            assertThat(retention.forgetIds(NOW.minusSeconds(97))).isEqualTo(600);
            assertThat(count("analytics_event_ids")).isEqualTo(600);

            assertThat(counts(backup)).as("of the backup").isEqualTo(before);
        }
    }

    private static List<Long> counts(Connection c) throws SQLException {
        List<Long> counts = new ArrayList<>();
        for (String table : List.of("analytics_event_ids", "product_analytics", "platform_analytics")) {
            counts.add(Sql.number(c, "select count(*) from " + table));
        }
        return counts;
    }

    @Test
    void theFiguresOfTheVersionBeforeAreAllThereAfterTheMigration() throws Exception {
        DatabaseSettings old = settings();
        Flyway.configure()
                .dataSource(old.url(), old.user(), old.password())
                .target("9?")
                .load()
                .migrate();
        try (Connection c = DriverManager.getConnection(old.url(), old.user(), old.password())) {
            Sql.update(
                    c,
                    "insert into products (network, external_id, title, url, availability, price, currency,"
                            + " commission_rate, status, created_at, updated_at) values"
                            + " ('n', 'a', 'Lamp', 'http://x', 'UNKNOWN', 1, 'EUR', 0, 'ACTIVE', current_timestamp,"
                            + " current_timestamp)");
            Sql.update(
                    c,
                    "insert into product_analytics values (1, date '2026-11-22', '', 7, 3, 0, 0),"
                            + " (1, date '2026-11-22', 'EUR', 0, 0, 2, 8.5), (1, date '2026-10-01', 'DKK', 0, 0, 1, 0.0001)");
            Sql.update(
                    c,
                    "insert into platform_analytics values ('p', date '2026-11-22', '', 7, 3, 0, 1, 1, 0),"
                            + " ('p', date '2026-11-22', 'EUR', 0, 0, 1, 0, 0, 4.25),"
                            + " ('q', date '2026-11-22', 'EUR', 0, 0, 1, 0, 0, 4.25),"
                            + " ('q', date '2026-10-01', 'DKK', 0, 0, 1, 0, 0, 0.0001)");
            Sql.update(
                    c,
                    "insert into analytics_event_ids values ('seen', timestamp with time zone"
                            + " '2026-11-22 10:00:00+00')");
        }

        try (Database migrated = Database.open(old)) {
            AnalyticsQueries read = new AnalyticsQueries(migrated);
            Period quarter = new Period(TODAY.minusDays(89), TODAY);
            Money euros = new Money(new BigDecimal("8.5"), "EUR");
            Money crowns = new Money(new BigDecimal("0.0001"), "DKK");
            for (int time = 0; time < 2; time++) {
                assertThat(read.byDay(quarter))
                        .containsExactly(
                                new Revenue.Day(LocalDate.parse("2026-10-01"), 0, 0, 1, List.of(crowns)),
                                new Revenue.Day(LocalDate.parse("2026-11-22"), 7, 3, 2, List.of(euros)));
                assertThat(read.overview(quarter, 5).topProducts())
                        .containsExactly(new ProductFigures(1, "Lamp", 7, 3, 3, List.of(crowns, euros)));
                assertThat(read.platforms(quarter)).hasSize(2);
                new BlockBuilder(migrated, LATE_DAYS, () -> 0).build(KEPT);
            }
            AnalyticsEvent seen = new AnalyticsEvent("seen", EventKind.VIEW, NOW, 1L, null, null, null);
            assertThat(new EventRepository(migrated).count(List.of(seen), NOW).repeated())
                    .isEqualTo(1);
        }
    }

    /// Views that came at once.
    private void batch(String name, int size, long product, Instant at) {
        events.count(
                IntStream.range(0, size)
                        .mapToObj(i -> new AnalyticsEvent(name + i, EventKind.VIEW, null, product, null, null, null))
                        .toList(),
                at);
    }

    /// A row a product and day, one platform, and sales in one currency of every tenth product.
    private void fill(int days) {
        LongStream.range(0, days)
                .mapToObj(TODAY::minusDays)
                .forEach(day -> database.write(c -> {
                    Sql.update(c, """
                    insert into product_analytics (product_id, on_day, currency, views, clicks, conversions, revenue)
                    select id, cast(? as date), case when mod(id, 10) = 0 then 'EUR' else '' end, mod(id, 7),
                      mod(id, 5), mod(id, 3), 1.25 from products""", day);
                    Sql.update(c, """
                    insert into platform_analytics
                      (platform, on_day, currency, views, clicks, conversions, videos, publications, revenue)
                    select 'p', on_day, currency, sum(views), sum(clicks), sum(conversions), 0, 0, sum(revenue)
                    from product_analytics where on_day = ? group by on_day, currency""", day);
                    return Sql.update(c, """
                    insert into analytics_days (on_day, currency, batches, conversions, revenue)
                    select on_day, currency, 1, conversions, revenue from platform_analytics where on_day = ?""", day);
                }));
    }

    private List<Long> products(int count) {
        database.write(c -> {
            for (int i = 0; i < count; i += 500) {
                StringBuilder sql = new StringBuilder("insert into products (network, external_id, title, url,"
                        + " availability, price, currency, commission_rate, status, created_at, updated_at) values ");
                for (int j = i; j < Math.min(count, i + 500); j++) {
                    sql.append(j == i ? "" : ", ")
                            .append("('n', '" + j + "', 'p" + j + "', 'http://x', 'UNKNOWN', 1, 'EUR', 0, 'ACTIVE',"
                                    + " current_timestamp, current_timestamp)");
                }
                Sql.update(c, sql.toString());
            }
            return count;
        });
        return database.read(c -> Sql.list(c, "select id from products order by id", row -> row.getLong(1)));
    }

    private String plan(String select) {
        List<String> lines = database.read(c -> Sql.list(c, "explain " + select, row -> row.getString(1)));
        return String.join("\n", lines);
    }

    private LocalDate day(String select) {
        return database.read(c -> Sql.list(c, select, row -> row.getObject("on_day", LocalDate.class)))
                .getFirst();
    }

    private long count(String table) {
        return database.read(c -> Sql.number(c, "select count(*) from " + table));
    }

    private static int runAll(List<Callable<Integer>> tasks) throws Exception {
        int sum = 0;
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Integer> done : threads.invokeAll(tasks)) {
                sum += done.get();
            }
        }
        return sum;
    }
}
