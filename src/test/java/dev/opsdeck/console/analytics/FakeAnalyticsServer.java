package dev.opsdeck.console.analytics;

import dev.opsdeck.api.Money;
import dev.opsdeck.api.Problem;
import dev.opsdeck.api.analytics.AnalyticsMetric;
import dev.opsdeck.api.analytics.AnalyticsSums;
import dev.opsdeck.api.analytics.Overview;
import dev.opsdeck.api.analytics.PlatformFigures;
import dev.opsdeck.api.analytics.ProductRanking;
import dev.opsdeck.api.analytics.Revenue;
import dev.opsdeck.console.connection.ApiFailure;
import dev.opsdeck.console.connection.Failure;
import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A server that keeps 400 days, with figures that rise day by day, counted from [#first] on.
final class FakeAnalyticsServer implements AnalyticsServer {

    static final LocalDate TODAY = LocalDate.parse("2026-11-26");
    static final Instant NOW = Instant.parse("2026-11-26T18:00:00Z");

    private static final LocalDate KEPT = TODAY.minusDays(399);

    final List<String> calls = new ArrayList<>();
    final List<String> titles = new ArrayList<>(List.of(
            "Trail shoe 42", "Desk lamp with dimmer", "Wok, 32 cm", "Espresso cups, set of 6", "Rain jacket", ""));
    final List<String> platforms = new ArrayList<>(List.of("youtube", "tiktok", "instagram", "direct"));

    /// The first day on which anything was counted.
    LocalDate first = LocalDate.parse("2026-06-01");

    /// By how much everything grows a day.
    double growth = 1;

    boolean manyCurrencies = true;
    long factor = 1;

    /// It knows only periods that end today, and no list of products.
    boolean older;

    /// One of several behind one address, the one that tells the days, is such a server.
    boolean olderForDays;

    /// It passes over the list's other period.
    boolean onlyOnePeriod;

    @Nullable
    Failure failure;

    @Override
    public Revenue days(int days, @Nullable LocalDate to) {
        called("days", days, to);
        LocalDate[] period = period(days, olderForDays ? null : to);
        List<Revenue.Day> all = period[0]
                .datesUntil(period[1].plusDays(1))
                .map(day -> {
                    AnalyticsSums sums = sums(day, 1);
                    return new Revenue.Day(day, sums.views(), sums.clicks(), sums.conversions(), sums.revenue());
                })
                .toList();
        AnalyticsSums total = sums(period, 1);
        return new Revenue(period[0], period[1], total.revenue(), all);
    }

    @Override
    public Overview overview(int days, LocalDate to) {
        called("overview", days, to);
        LocalDate[] period = period(days, to);
        List<PlatformFigures> figures = new ArrayList<>();
        for (int i = 0; i < platforms.size(); i++) {
            AnalyticsSums sums = sums(period, 0.5 / (i + 1));
            figures.add(new PlatformFigures(
                    platforms.get(i), sums.views(), sums.clicks(), sums.conversions(), 0, 0, sums.revenue()));
        }
        AnalyticsSums total = sums(period, 1);
        return new Overview(
                period[0],
                period[1],
                9,
                total.views(),
                total.clicks(),
                total.conversions(),
                total.revenue(),
                List.of(),
                figures);
    }

    @Override
    public ProductRanking products(
            int days,
            LocalDate to,
            @Nullable LocalDate compareTo,
            AnalyticsMetric sort,
            @Nullable String currency,
            int limit) {
        called("products " + sort + " " + currency + " beside " + compareTo, days, to);
        if (older) {
            throw refused(404, "There is nothing at this address.");
        }
        LocalDate[] period = period(days, to);
        LocalDate[] other = compareTo == null || onlyOnePeriod ? null : period(days, compareTo);
        String in = currency == null ? "EUR" : currency;
        List<ProductRanking.Ranked> ranked = new ArrayList<>();
        for (int i = 0; i < titles.size(); i++) {
            double part = 0.3 / (i + 1);
            boolean isNew = i == 2;
            ranked.add(new ProductRanking.Ranked(
                    100 + i,
                    titles.get(i),
                    sums(period, part),
                    other == null ? null : sums(other, isNew ? 0 : part * (i == 1 ? 1.6 : 1))));
        }
        ranked.sort(Comparator.comparing((ProductRanking.Ranked product) -> Report.value(product.now(), sort, in))
                .reversed());
        return new ProductRanking(
                period[0],
                period[1],
                other == null ? null : other[0],
                other == null ? null : other[1],
                sort,
                in,
                sums(period, 1),
                1_234,
                ranked);
    }

    private void called(String what, int days, @Nullable LocalDate to) {
        calls.add(what + " " + days + " " + to);
        if (failure != null) {
            throw new ApiFailure(failure);
        }
    }

    private LocalDate[] period(int days, @Nullable LocalDate to) {
        LocalDate last = to == null || older ? TODAY : to;
        if (last.isAfter(TODAY) || last.isBefore(KEPT)) {
            throw refused(
                    400, last.isAfter(TODAY) ? "'to' lies in the future: today is 2026-11-26 (UTC)." : "'to' is gone.");
        }
        LocalDate from = last.minusDays(days - 1L);
        return new LocalDate[] {from.isBefore(KEPT) ? KEPT : from, last};
    }

    private static ApiFailure refused(int status, String sentence) {
        return new ApiFailure(
                new Failure.Rejected("eu-prod", status, new Problem("about:blank", "Refused", status, sentence, null)));
    }

    private AnalyticsSums sums(LocalDate[] period, double part) {
        return Report.total(period[0]
                .datesUntil(period[1].plusDays(1))
                .map(day -> sums(day, part))
                .toList());
    }

    /// Sundays bring less, so that days differ.
    private AnalyticsSums sums(LocalDate day, double part) {
        if (day.isBefore(first)) {
            return new AnalyticsSums(0, 0, 0, List.of());
        }
        long number = day.toEpochDay() - first.toEpochDay();
        double quiet = day.getDayOfWeek() == DayOfWeek.SUNDAY ? 0.92 : 1;
        double size = (400 + growth * number * 4) * part * quiet * factor;
        long sales = Math.round(size / 20);
        return new AnalyticsSums(
                Math.round(size * 10),
                Math.round(size),
                sales,
                sales == 0
                        ? List.of()
                        : Stream.of(
                                        new Money(BigDecimal.valueOf(sales * 715, 2), "EUR"),
                                        new Money(BigDecimal.valueOf(sales * 31, 0), "JPY"),
                                        new Money(BigDecimal.valueOf(sales * 22, 1), "DKK"))
                                .limit(manyCurrencies ? 3 : 1)
                                .sorted(Comparator.comparing(Money::currency))
                                .toList());
    }
}
