package dev.opsdeck.console.analytics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opsdeck.api.Money;
import dev.opsdeck.api.analytics.AnalyticsMetric;
import dev.opsdeck.api.analytics.AnalyticsSums;
import dev.opsdeck.console.analytics.Change.Kind;
import java.math.BigDecimal;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What a change says, and when it says nothing.
class ChangeTest {

    @ParameterizedTest
    @CsvSource({
        "100, 100, CHANCE, 0.00 %",
        // 2 * sqrt(230) is 30.3.
        "130, 100, CHANCE, +30.0 %",
        "131, 100, UP, +31.0 %",
        "70, 100, DOWN, −30.0 %",
        "75, 100, CHANCE, −25.0 %",
        "0, 100, DOWN, −100 %",
        "5, 0, NEW, new",
        "0, 0, NOTHING, –",
        // More than chance, but less than one per cent.
        "10090000, 10000000, CHANCE, +0.90 %",
        "10110000, 10000000, UP, +1.10 %",
    })
    void aCountMeansSomethingWhenItIsMoreThanChance(long now, long before, Kind kind, String percent) {
        Change change = Change.ofSums(views(now), views(before), AnalyticsMetric.VIEWS, null, 30, 0);

        assertThat(change.kind()).isEqualTo(kind);
        assertThat(change.percent()).isEqualTo(percent);
    }

    @Test
    void oneLargeSaleMoreIsNoGrowth() {
        // Twice the revenue, of 4 sales: as likely as 2 heads instead of 4.
        Change few = Change.ofSums(sold("200", 4), sold("100", 4), AnalyticsMetric.REVENUE, "EUR", 30, 0);
        Change many = Change.ofSums(sold("200", 400), sold("100", 400), AnalyticsMetric.REVENUE, "EUR", 30, 0);
        Change other = Change.ofSums(sold("200", 400), sold("100", 400), AnalyticsMetric.REVENUE, "DKK", 30, 0);

        assertThat(few.kind()).isEqualTo(Kind.CHANCE);
        assertThat(many.kind()).isEqualTo(Kind.UP);
        assertThat(other.kind()).isEqualTo(Kind.NOTHING);
    }

    @Test
    void daysThatDifferMuchMakeAChangeOfTheirSumChance() {
        // 20 % more in both; the days of the second pair go up and down by half.
        List<AnalyticsSums> calm = days(30, 1_000, 10);
        List<AnalyticsSums> calmBefore = days(30, 833, 10);
        List<AnalyticsSums> wild = days(30, 1_000, 900);
        List<AnalyticsSums> wildBefore = days(30, 833, 800);

        assertThat(Change.ofDays(calm, calmBefore, AnalyticsMetric.VIEWS, null, 0)
                        .kind())
                .isEqualTo(Kind.UP);
        assertThat(Change.ofDays(wild, wildBefore, AnalyticsMetric.VIEWS, null, 0)
                        .kind())
                .isEqualTo(Kind.CHANCE);
    }

    @Test
    void whatIsMissingOfTodayIsNoDecline() {
        List<AnalyticsSums> before = days(7, 1_000, 0);
        List<AnalyticsSums> now = new java.util.ArrayList<>(before);
        now.set(6, views(250));

        assertThat(Change.ofDays(now, before, AnalyticsMetric.VIEWS, null, 0.75).kind())
                .isEqualTo(Kind.CHANCE);
        assertThat(Change.ofSums(views(6_250), views(7_000), AnalyticsMetric.VIEWS, null, 7, 0.75)
                        .kind())
                .isEqualTo(Kind.CHANCE);
        assertThat(Change.ofSums(views(6_250), views(7_000), AnalyticsMetric.VIEWS, null, 7, 0)
                        .kind())
                .isEqualTo(Kind.DOWN);
    }

    @Test
    void changesAreWritten() {
        assertThat(words("1234.5", "1000", AnalyticsMetric.REVENUE)).isEqualTo("+234.50");
        assertThat(words("1000", "1234.5", AnalyticsMetric.REVENUE)).isEqualTo("−234.50");
        assertThat(words("1000.001", "1000", AnalyticsMetric.REVENUE)).isEqualTo("+<0.01");
        assertThat(words("1234567.89", "0", AnalyticsMetric.REVENUE)).isEqualTo("+1,234,568");
        assertThat(words("25000000", "0", AnalyticsMetric.VIEWS)).isEqualTo("+25 M");
        assertThat(words("9", "9", AnalyticsMetric.VIEWS)).isEqualTo("0");
        assertThat(AnalyticsWords.value(new BigDecimal("9999999.99"), AnalyticsMetric.REVENUE, "EUR"))
                .isEqualTo("9,999,999.99");
        assertThat(AnalyticsWords.value(new BigDecimal("123456789012"), AnalyticsMetric.VIEWS, null))
                .isEqualTo("123 bn");
        assertThat(AnalyticsWords.value(new BigDecimal("8980.5"), AnalyticsMetric.REVENUE, "JPY"))
                .isEqualTo("8,981");
    }

    private static String words(String now, String before, AnalyticsMetric metric) {
        return AnalyticsWords.difference(new Change(new BigDecimal(now), new BigDecimal(before), 0, 0), metric, "EUR");
    }

    private static List<AnalyticsSums> days(int count, long mean, long swing) {
        return IntStream.range(0, count)
                .mapToObj(day -> views(mean + (day % 2 == 0 ? swing : -swing)))
                .toList();
    }

    private static AnalyticsSums views(long views) {
        return new AnalyticsSums(views, 0, 0, List.of());
    }

    private static AnalyticsSums sold(String amount, long sales) {
        return new AnalyticsSums(0, 0, sales, List.of(new Money(new BigDecimal(amount), "EUR")));
    }
}
