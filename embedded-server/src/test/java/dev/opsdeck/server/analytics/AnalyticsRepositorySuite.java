package dev.opsdeck.server.analytics;

import static dev.opsdeck.api.analytics.EventKind.CLICK;
import static dev.opsdeck.api.analytics.EventKind.CONVERSION;
import static dev.opsdeck.api.analytics.EventKind.PUBLICATION_CREATED;
import static dev.opsdeck.api.analytics.EventKind.VIDEO_GENERATED;
import static dev.opsdeck.api.analytics.EventKind.VIEW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.opsdeck.api.Money;
import dev.opsdeck.api.analytics.AnalyticsEvent;
import dev.opsdeck.api.analytics.EventKind;
import dev.opsdeck.api.analytics.PlatformFigures;
import dev.opsdeck.api.analytics.ProductDay;
import dev.opsdeck.api.analytics.ProductFigures;
import dev.opsdeck.api.analytics.Revenue;
import dev.opsdeck.server.db.Database;
import dev.opsdeck.server.db.Sql;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Counting events and reading the figures, the same in both databases; a subclass says in which.
abstract class AnalyticsRepositorySuite {

    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
    private static final LocalDate TODAY = LocalDate.parse("2026-11-23");
    private static final LocalDate YESTERDAY = TODAY.minusDays(1);
    private static final Period WEEK = new Period(TODAY.minusDays(6), TODAY);

    @SuppressWarnings("NullAway.Init")
    private Database database;

    @SuppressWarnings("NullAway.Init")
    private EventRepository events;

    @SuppressWarnings("NullAway.Init")
    private AnalyticsQueries queries;

    private long lamp;
    private long wok;

    abstract Database open();

    @BeforeEach
    void prepare() {
        database = open();
        events = new EventRepository(database);
        queries = new AnalyticsQueries(database);
        lamp = product("lamp");
        wok = product("wok");
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void eventsBecomeFiguresOfTheirDay() {
        var counted = events.count(
                List.of(
                        event("1", VIEW, NOW, lamp, "youtube"),
                        event("2", VIEW, NOW.minusSeconds(86_400), lamp, "youtube"),
                        event("3", VIEW, null, lamp, null),
                        event("4", CLICK, NOW, lamp, "tiktok"),
                        sale("5", lamp, "youtube", "4.25", "EUR"),
                        sale("6", lamp, "youtube", "30", "DKK"),
                        sale("7", lamp, null, "0.75", "EUR"),
                        event("8", VIDEO_GENERATED, NOW, wok, "youtube"),
                        event("9", PUBLICATION_CREATED, NOW, null, "tiktok")),
                NOW);

        assertThat(counted.taken()).isEqualTo(9);
        assertThat(queries.days(lamp, WEEK))
                .containsExactly(
                        new ProductDay(YESTERDAY, 1, 0, 0, List.of()),
                        new ProductDay(TODAY, 2, 1, 3, List.of(money("30", "DKK"), money("5", "EUR"))));
        assertThat(queries.days(wok, WEEK)).isEmpty();
        assertThat(queries.platforms(WEEK))
                .containsExactly(
                        new PlatformFigures(
                                "youtube", 2, 0, 2, 1, 0, List.of(money("30", "DKK"), money("4.25", "EUR"))),
                        new PlatformFigures("direct", 1, 0, 1, 0, 0, List.of(money("0.75", "EUR"))),
                        new PlatformFigures("tiktok", 0, 1, 0, 0, 1, List.of()));
        assertThat(queries.byDay(WEEK))
                .containsExactly(
                        new Revenue.Day(YESTERDAY, 1, 0, 0, List.of()),
                        new Revenue.Day(TODAY, 2, 1, 3, List.of(money("30", "DKK"), money("5", "EUR"))));
        assertThat(queries.overview(WEEK, 5).activeProducts()).isEqualTo(2);
    }

    @Test
    void aSecondBatchIsAddedToTheFirst() {
        events.count(List.of(event("1", VIEW, NOW, lamp, "a"), sale("2", lamp, "a", "1.5", "EUR")), NOW);
        events.count(
                List.of(
                        event("3", VIEW, NOW, lamp, "a"),
                        sale("4", lamp, "a", "2", "EUR"),
                        event("5", VIEW, NOW, wok, "a")),
                NOW);

        assertThat(queries.days(lamp, WEEK))
                .containsExactly(new ProductDay(TODAY, 2, 0, 2, List.of(money("3.5", "EUR"))));
        assertThat(queries.days(wok, WEEK)).containsExactly(new ProductDay(TODAY, 1, 0, 0, List.of()));
    }

    @Test
    void anEventCountsOnceHoweverOftenItIsSent() {
        List<AnalyticsEvent> twice = List.of(event("1", VIEW, NOW, lamp, "a"), event("1", VIEW, NOW, lamp, "a"));

        var first = events.count(twice, NOW);
        var second = events.count(twice, NOW);

        assertThat(List.of(first.taken(), first.repeated())).containsExactly(1, 1);
        assertThat(List.of(second.taken(), second.repeated())).containsExactly(0, 2);
        assertThat(queries.days(lamp, WEEK)).containsExactly(new ProductDay(TODAY, 1, 0, 0, List.of()));
    }

    @Test
    void anEventOfAnUnknownProductIsNamedAndItsIdStaysFree() {
        var refused = events.count(List.of(event("1", VIEW, NOW, 4711L, "a"), event("2", VIEW, NOW, lamp, "a")), NOW);
        var corrected = events.count(List.of(event("1", VIEW, NOW, lamp, "a")), NOW);

        assertThat(refused.unknownProducts()).containsExactly(0);
        assertThat(refused.taken()).isEqualTo(1);
        assertThat(corrected.taken()).isEqualTo(1);
    }

    @Test
    void batchesThatComeAtOnceCountACommonEventOnce() throws Exception {
        List<AnalyticsEvent> batch = IntStream.range(0, 300)
                .mapToObj(i -> event("e" + i, VIEW, NOW, i % 2 == 0 ? lamp : wok, "p" + i % 3))
                .toList();
        int senders = 6;
        CountDownLatch start = new CountDownLatch(1);
        int taken = 0;
        int repeated = 0;
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<EventRepository.Counted>> answers = new ArrayList<>();
            for (int i = 0; i < senders; i++) {
                answers.add(threads.submit(() -> {
                    start.await();
                    return events.count(batch, NOW);
                }));
            }
            start.countDown();
            for (Future<EventRepository.Counted> answer : answers) {
                taken += answer.get().taken();
                repeated += answer.get().repeated();
            }
        }

        assertThat(taken).isEqualTo(300);
        assertThat(repeated).isEqualTo(300 * (senders - 1));
        assertThat(queries.days(lamp, WEEK)).containsExactly(new ProductDay(TODAY, 150, 0, 0, List.of()));
        assertThat(queries.platforms(WEEK)).extracting(PlatformFigures::views).containsExactly(100L, 100L, 100L);
    }

    @Test
    void aPeriodHasBothItsEndsAndNothingElse() {
        Instant end = NOW.minusSeconds(6 * 86_400);
        events.count(
                List.of(
                        event("1", VIEW, end, lamp, "a"),
                        event("2", VIEW, end.minusSeconds(86_400), lamp, "a"),
                        event("3", VIEW, Instant.parse("2026-11-23T23:59:59.999Z"), lamp, "a"),
                        event("4", VIEW, Instant.parse("2026-11-24T00:00:00Z"), lamp, "a")),
                NOW);

        assertThat(queries.days(lamp, WEEK)).extracting(ProductDay::day).containsExactly(WEEK.from(), TODAY);
        assertThat(queries.platforms(WEEK)).extracting(PlatformFigures::views).containsExactly(2L);
    }

    @Test
    void theTopProductsAreThoseThatSellThenThoseThatAreClicked() {
        long pan = product("pan");
        long pot = product("pot");
        events.count(
                List.of(
                        event("1", VIEW, NOW, pot, "a"),
                        event("2", CLICK, NOW, pan, "a"),
                        sale("3", wok, "a", "1", "EUR"),
                        sale("4", wok, "a", "2", "DKK"),
                        sale("5", lamp, "a", "100", "EUR")),
                NOW);

        assertThat(top(3))
                .containsExactly(
                        new ProductFigures(wok, "wok", 0, 0, 2, List.of(money("2", "DKK"), money("1", "EUR"))),
                        new ProductFigures(lamp, "lamp", 0, 0, 1, List.of(money("100", "EUR"))),
                        new ProductFigures(pan, "pan", 0, 1, 0, List.of()));
        assertThat(top(9)).hasSize(4);
        // Sold alike: clicks decide, also between those that the limit cuts.
        events.count(List.of(sale("6", lamp, "a", "1", "EUR"), event("7", CLICK, NOW, lamp, "a")), NOW);
        assertThat(top(1)).containsExactly(new ProductFigures(lamp, "lamp", 0, 1, 2, List.of(money("101", "EUR"))));
        assertThat(top(2)).extracting(ProductFigures::productId).containsExactly(lamp, wok);
    }

    @Test
    void oldIdsAreForgotten() {
        events.count(List.of(event("old", VIEW, NOW, lamp, "a")), NOW.minusSeconds(100));
        events.count(List.of(event("new", VIEW, NOW, lamp, "a")), NOW);

        assertThat(new RetentionRepository(database).forgetIds(NOW.minusSeconds(50)))
                .isEqualTo(1);
        assertThat(events.count(List.of(event("new", VIEW, NOW, lamp, "a")), NOW)
                        .repeated())
                .isEqualTo(1);
    }

    @Test
    void aBatchOfManyEventsIsCountedWhole() {
        List<AnalyticsEvent> batch = IntStream.range(0, 20_000)
                .mapToObj(i -> event("e" + i, VIEW, NOW.minusSeconds(i), i % 2 == 0 ? lamp : wok, "p" + i % 50))
                .toList();

        assertThat(events.count(batch, NOW).taken()).isEqualTo(20_000);
        assertThat(queries.platforms(WEEK)).hasSize(50);
        assertThat(events.count(batch, NOW).repeated()).isEqualTo(20_000);
    }

    @Test
    void theDrillDownReadsItsIndex() {
        List<String> plan = database.read(c -> Sql.list(
                c,
                "explain select * from product_analytics where product_id = 7 and on_day >= date '2026-11-01'"
                        + " and on_day <= date '2026-11-23'",
                row -> row.getString(1)));

        assertThat(String.join("\n", plan)).containsIgnoringCase("product_analytics_product_day");
    }

    private List<ProductFigures> top(int limit) {
        return queries.overview(WEEK, limit).topProducts();
    }

    private long product(String name) {
        return database.write(c -> Sql.insertReturningId(
                c,
                "insert into products (network, external_id, title, url, availability, price, currency,"
                        + " commission_rate, status, created_at, updated_at)"
                        + " values ('n', ?, ?, 'http://x', 'UNKNOWN', 1, 'EUR', 0, 'ACTIVE', ?, ?)",
                name,
                name,
                NOW,
                NOW));
    }

    private static Money money(String amount, String currency) {
        return new Money(new BigDecimal(amount), currency);
    }

    private static AnalyticsEvent event(
            String id, EventKind kind, @Nullable Instant at, @Nullable Long product, @Nullable String platform) {
        return new AnalyticsEvent(id, kind, at, product, platform, null, null);
    }

    private static AnalyticsEvent sale(
            String id, long product, @Nullable String platform, String amount, String currency) {
        return new AnalyticsEvent(id, CONVERSION, NOW, product, platform, new BigDecimal(amount), currency);
    }
}
