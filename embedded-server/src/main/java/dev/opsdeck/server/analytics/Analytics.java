package dev.opsdeck.server.analytics;

import dev.opsdeck.api.Money;
import dev.opsdeck.api.Page;
import dev.opsdeck.api.analytics.AnalyticsMetric;
import dev.opsdeck.api.analytics.Overview;
import dev.opsdeck.api.analytics.PlatformFigures;
import dev.opsdeck.api.analytics.ProductAnalytics;
import dev.opsdeck.api.analytics.Revenue;
import dev.opsdeck.server.cache.Caches;
import dev.opsdeck.server.cache.ReadCache;
import dev.opsdeck.server.db.Database;
import dev.opsdeck.server.http.Answer;
import dev.opsdeck.server.http.Answers;
import dev.opsdeck.server.http.ApiException;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The figures of a period as finished answers, from caches of at most 100 entries together. New events do not empty
/// them: a figure is as old as the time to live and a minute at most, and a flush makes it new. However many days are
/// asked for, no more is kept, and what is asked for again and again stays. Thread-safe.
public final class Analytics {

    private static final int TOP_PRODUCTS = 5;
    private static final Duration DEFAULT_TIME_TO_LIVE = Duration.ofMinutes(5);
    private static final Duration REVENUE_TIME_TO_LIVE = Duration.ofMinutes(10);

    /// How long a figure is still given while it is computed anew: nobody waits for it.
    private static final Duration STALE = Duration.ofMinutes(1);

    private final AnalyticsQueries queries;
    private final RankingQueries rankings;
    private final BlockBuilder blocks;
    private final RetentionRepository retention;
    private final int keptDays;
    private final Answers answers;
    private final InstantSource clock;

    private final ReadCache<Period, Answer> overviews;
    private final ReadCache<ByDay, Answer> revenues;
    private final ReadCache<Period, Answer> platforms;
    private final ReadCache<ProductPeriod, Answer> products;
    private final ReadCache<RankingQueries.Asked, Answer> ranked;

    private record ProductPeriod(long id, Period period) {}

    /// Not the period alone, under which servers of a version before this one, that share a Redis, keep days without
    /// views and clicks.
    private record ByDay(Period all) {}

    /// @param keptDays how many days of figures are kept, today included
    /// @param lateDays how many days an event may be late
    /// @param nanos    measures the work of [#keep]
    public Analytics(
            Database database,
            Caches caches,
            Answers answers,
            int keptDays,
            int lateDays,
            LongSupplier nanos,
            InstantSource clock) {
        this.queries = new AnalyticsQueries(database);
        this.rankings = new RankingQueries(database);
        this.blocks = new BlockBuilder(database, lateDays, nanos);
        this.retention = new RetentionRepository(database);
        this.keptDays = keptDays;
        this.answers = answers;
        this.clock = clock;
        this.overviews = caches.createRevalidating("analytics.overview", DEFAULT_TIME_TO_LIVE, STALE, 20);
        this.revenues = caches.createRevalidating("analytics.revenue", REVENUE_TIME_TO_LIVE, STALE, 20);
        this.platforms = caches.createRevalidating("analytics.platforms", DEFAULT_TIME_TO_LIVE, STALE, 20);
        this.products = caches.createRevalidating("analytics.products", DEFAULT_TIME_TO_LIVE, STALE, 20);
        this.ranked = caches.createRevalidating("analytics.ranking", DEFAULT_TIME_TO_LIVE, STALE, 20);
    }

    /// What the background does now and then: makes blocks of the days that are over, and trims days that are no longer
    /// kept. Ends after a few seconds whatever there is to do; the next call goes on.
    public void keep() {
        Period kept = Period.last(keptDays, clock);
        blocks.build(kept);
        retention.trimDays(kept.from());
    }

    /// @param to the last day, as everywhere here; null for today
    /// @throws ApiException 400 when `to` lies in the future or is no longer kept, as everywhere here
    Answer overview(int days, @Nullable LocalDate to) {
        return overviews.get(period("to", days, to), period -> prepare(loadOverview(period)));
    }

    Answer revenue(int days, @Nullable LocalDate to) {
        return revenues.get(new ByDay(period("to", days, to)), key -> prepare(loadRevenue(key.all())));
    }

    Answer platforms(int days, @Nullable LocalDate to) {
        return platforms.get(period("to", days, to), period -> prepare(Page.whole(queries.platforms(period))));
    }

    /// @throws ApiException 404
    Answer product(long id, int days, @Nullable LocalDate to) {
        return products.get(new ProductPeriod(id, period("to", days, to)), key -> {
            if (!queries.productExists(id)) {
                throw ApiException.notFound("There is no product " + id + ".");
            }
            Period period = key.period();
            return prepare(new ProductAnalytics(id, period.from(), period.to(), queries.days(id, period)));
        });
    }

    /// @param compareTo the last day of the other period; null for none
    /// @param currency  null for the one with most sales
    Answer ranking(
            int days,
            @Nullable LocalDate to,
            @Nullable LocalDate compareTo,
            AnalyticsMetric sort,
            @Nullable String currency,
            int limit) {
        RankingQueries.Asked asked = new RankingQueries.Asked(
                period("to", days, to),
                compareTo == null ? null : period("compareTo", days, compareTo),
                sort,
                currency,
                limit);
        return ranked.get(asked, key -> prepare(rankings.ranking(key)));
    }

    private Overview loadOverview(Period period) {
        AnalyticsQueries.Parts parts = queries.overview(period, TOP_PRODUCTS);
        List<PlatformFigures> byPlatform = parts.platforms();
        return new Overview(
                period.from(),
                period.to(),
                parts.activeProducts(),
                byPlatform.stream().mapToLong(PlatformFigures::views).sum(),
                byPlatform.stream().mapToLong(PlatformFigures::clicks).sum(),
                byPlatform.stream().mapToLong(PlatformFigures::conversions).sum(),
                total(byPlatform.stream().map(PlatformFigures::revenue).toList()),
                parts.topProducts(),
                byPlatform);
    }

    private Revenue loadRevenue(Period period) {
        List<Revenue.Day> known = queries.byDay(period);
        Map<LocalDate, Revenue.Day> byDay =
                known.stream().collect(Collectors.toMap(Revenue.Day::day, Function.identity()));
        List<Revenue.Day> all = period.from()
                .datesUntil(period.to().plusDays(1))
                .map(day -> byDay.getOrDefault(day, new Revenue.Day(day, 0, 0, 0, List.of())))
                .toList();
        return new Revenue(
                period.from(),
                period.to(),
                total(known.stream().map(Revenue.Day::revenue).toList()),
                all);
    }

    /// By currency, in its alphabetical order.
    private static List<Money> total(List<List<Money>> parts) {
        Map<String, BigDecimal> sums = new TreeMap<>();
        parts.forEach(part -> part.forEach(money -> sums.merge(money.currency(), money.amount(), BigDecimal::add)));
        return sums.entrySet().stream()
                .map(sum -> new Money(sum.getValue(), sum.getKey()))
                .toList();
    }

    /// Of a longer period than is kept only what is kept: days that are being trimmed would show half their figures.
    private Period period(String field, int days, @Nullable LocalDate to) {
        Period kept = Period.last(keptDays, clock);
        LocalDate last = to == null ? kept.to() : to;
        if (last.isAfter(kept.to())) {
            throw ApiException.badRequest(
                    field, "'" + field + "' lies in the future: today is " + kept.to() + " (UTC).");
        }
        if (last.isBefore(kept.from())) {
            throw ApiException.badRequest(
                    field,
                    "'" + field + "' is too long ago: the last " + keptDays + " days are kept, from " + kept.from()
                            + " on.");
        }
        LocalDate from = last.minusDays(days - 1L);
        return new Period(from.isBefore(kept.from()) ? kept.from() : from, last);
    }

    private Answer prepare(Object body) {
        return answers.prepare(body, Duration.ZERO);
    }
}
