package dev.opsdeck.console.analytics;

import dev.opsdeck.api.Money;
import dev.opsdeck.api.analytics.AnalyticsMetric;
import dev.opsdeck.console.ui.Formats;
import dev.opsdeck.console.ui.Prices;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What the page says. Pure functions, any thread.
final class AnalyticsWords {

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMM yyyy", Locale.ENGLISH);
    private static final DateTimeFormatter SHORT = DateTimeFormatter.ofPattern("d MMM", Locale.ENGLISH);
    private static final DateTimeFormatter WEEKDAY = DateTimeFormatter.ofPattern("EEE d MMM", Locale.ENGLISH);

    private static final BigDecimal MANY = BigDecimal.valueOf(10_000_000);
    private static final BigDecimal VERY_MANY = BigDecimal.valueOf(100_000_000_000L);
    private static final BigDecimal NO_DECIMALS = BigDecimal.valueOf(10_000);

    private AnalyticsWords() {}

    /// `26 Nov 2026`.
    static String day(LocalDate day) {
        return DAY.format(day);
    }

    /// `26 Nov`.
    static String shortDay(LocalDate day) {
        return SHORT.format(day);
    }

    /// `Thu 26 Nov`.
    static String weekday(LocalDate day) {
        return WEEKDAY.format(day);
    }

    /// `28 Oct – 26 Nov 2026`.
    static String stretch(LocalDate from, LocalDate to) {
        if (from.equals(to)) {
            return day(to);
        }
        return (from.getYear() == to.getYear() ? SHORT : DAY).format(from) + " – " + day(to);
    }

    static String metric(AnalyticsMetric metric) {
        return switch (metric) {
            case REVENUE -> "Revenue";
            case CONVERSIONS -> "Conversions";
            case CLICKS -> "Clicks";
            case VIEWS -> "Views";
        };
    }

    /// With the currency, when it is of money.
    static String title(AnalyticsMetric metric, @Nullable String currency) {
        return metric == AnalyticsMetric.REVENUE && currency != null
                ? metric(metric) + ", " + currency
                : metric(metric);
    }

    /// Of an amount without the currency; with all its digits.
    static String whole(BigDecimal value, AnalyticsMetric metric, @Nullable String currency) {
        return metric == AnalyticsMetric.REVENUE && currency != null
                ? Prices.rounded(value, currency)
                : Formats.count(value.longValue());
    }

    /// As [#whole], but from ten million on in millions, and from a hundred thousand millions on in thousand
    /// millions (bn).
    static String value(BigDecimal value, AnalyticsMetric metric, @Nullable String currency) {
        return value.compareTo(MANY) < 0 ? whole(value, metric, currency) : large(value);
    }

    /// `+1,234.50`, `−12`, and from ten thousand on without decimals.
    static String difference(Change change, AnalyticsMetric metric, @Nullable String currency) {
        BigDecimal size = change.difference().abs();
        return change.sign() + (size.compareTo(NO_DECIMALS) < 0 ? whole(size, metric, currency) : large(size));
    }

    private static String large(BigDecimal value) {
        if (value.compareTo(MANY) < 0) {
            return rounded(value, 0);
        }
        return value.compareTo(VERY_MANY) < 0 ? rounded(value, 6) + " M" : rounded(value, 9) + " bn";
    }

    private static String rounded(BigDecimal value, int places) {
        return Formats.count(
                value.movePointLeft(places).setScale(0, RoundingMode.HALF_UP).longValue());
    }

    /// What the change means, for those who look closer.
    static String meaning(Change change, AnalyticsMetric metric, @Nullable String currency) {
        String both = whole(change.now(), metric, currency) + " now, " + whole(change.before(), metric, currency)
                + " before.";
        return switch (change.kind()) {
            case UP -> both + " More than chance explains.";
            case DOWN -> both + " Less than chance explains.";
            case CHANCE -> both + " It may be chance.";
            case NEW -> both + " There was none before.";
            case NOTHING -> "None in both periods.";
        };
    }

    /// `28 Oct – 26 Nov 2026 (UTC), 30 days, beside 28 Sep – 27 Oct 2026.` and what else there is to know.
    static String caption(Report report, LocalDate today) {
        StringBuilder words = new StringBuilder(stretch(report.from(), report.to()))
                .append(" (UTC), ")
                .append(report.length() == 1 ? "1 day" : report.length() + " days");
        if (report.before() != null) {
            words.append(", beside ")
                    .append(stretch(report.before().from(), report.before().to()));
        }
        words.append('.');
        if (report.to().equals(today)) {
            words.append(" Today counts until now.");
        }
        return report.remark().isEmpty() ? words.toString() : words + " " + report.remark();
    }

    /// What is below the chart: which days are dashed, and of revenue what was earned in other currencies.
    static String below(Report report, AnalyticsMetric metric, @Nullable String currency) {
        String dashed = report.before() == null
                ? ""
                : "Dashed: " + stretch(report.before().from(), report.before().to()) + ". ";
        return (metric == AnalyticsMetric.REVENUE ? dashed + others(report, currency) : dashed).strip();
    }

    /// Empty when there is none.
    private static String others(Report report, @Nullable String currency) {
        List<Money> others = report.days().total().stream()
                .filter(money -> !money.currency().equals(currency))
                .toList();
        return others.isEmpty()
                ? ""
                : "In other currencies, never added: "
                        + others.stream()
                                .map(money -> Prices.rounded(money.amount(), money.currency()) + " " + money.currency())
                                .collect(Collectors.joining(", "))
                        + ".";
    }
}
