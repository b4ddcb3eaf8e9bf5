package dev.opsdeck.server.audits;

import dev.opsdeck.api.audits.AuditChart;
import dev.opsdeck.api.audits.AuditFigure;
import dev.opsdeck.api.audits.AuditPoint;
import dev.opsdeck.api.audits.AuditSection;
import dev.opsdeck.api.audits.AuditTrend;
import dev.opsdeck.api.audits.Measured;
import dev.opsdeck.server.audits.Trends.Daily;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What was measured, in words: figures, days and trends. Pure.
final class TrafficSections {

    /// The goals of the product.
    static final double GOAL_P95_MILLIS = 200;

    static final double GOAL_ERROR_SHARE = 0.001;

    private static final double MEBIBYTE = 1024 * 1024;

    private TrafficSections() {}

    static List<AuditSection> of(Facts facts) {
        return List.of(figures(facts), days(facts), trends(facts));
    }

    private static AuditSection figures(Facts facts) {
        Measured now = facts.measured().whole();
        List<String> sentences = new ArrayList<>();
        sentences.add(measured("This period", now));
        sentences.add(measured("The period before", facts.before()));
        List<String> nodes = facts.measured().nodes();
        if (nodes.size() > 1) {
            sentences.add("Measured by " + nodes.size() + " servers: " + String.join(", ", nodes)
                    + ". Memory, CPU, connections and users are those of one server.");
        }
        if (now.loadRequests() > 0) {
            sentences.add("Of the requests " + Words.count(now.loadRequests()) + " are those of load runs.");
        }
        sentences.addAll(goals(now));
        Cells cells = new Cells(1, "Figure", "This period", "The one before", "Change");
        for (AuditFigure figure : Comparison.of(now, facts.before())) {
            cells.row(
                    figure.title(),
                    Words.value(figure.metric(), figure.unit(), figure.value()),
                    Words.value(figure.metric(), figure.unit(), figure.former()),
                    Words.change(figure.change()));
        }
        boolean nothing = now.seconds() == 0 && facts.before().seconds() == 0;
        return new AuditSection("Figures", sentences, List.of(), nothing ? List.of() : cells.tables());
    }

    private static String measured(String what, Measured measured) {
        double length = Duration.between(measured.from(), measured.to()).toSeconds();
        if (measured.seconds() == 0) {
            return what + ": nothing was measured, so nothing is known of it.";
        }
        // The ticker drifts by milliseconds.
        boolean whole = measured.seconds() >= length * 0.9995;
        return what + ": measured "
                + (whole
                        ? "throughout"
                        : "for " + Words.duration(measured.seconds()) + " of " + Words.duration(length)
                                + "; of the rest nothing is known")
                + ".";
    }

    private static List<String> goals(Measured now) {
        if (now.latency().count() == 0 || now.requests() == 0) {
            return List.of();
        }
        double errors = (double) now.errors() / now.requests();
        return List.of(
                goal("p95 under 200 ms", now.latency().p95Millis() < GOAL_P95_MILLIS),
                goal("errors under 0.1 %", errors < GOAL_ERROR_SHARE));
    }

    private static String goal(String goal, boolean kept) {
        return "The goal of " + goal + " was " + (kept ? "kept." : "missed.");
    }

    private static AuditSection days(Facts facts) {
        List<AuditChart> charts = Stream.of(
                        Daily.P95, Daily.RATE, Daily.ERRORS, Daily.HITS, Daily.MEMORY, Daily.CPU, Daily.CONNECTIONS)
                .map(daily -> chart(facts, daily))
                .filter(chart -> !chart.points().isEmpty())
                .toList();
        List<String> sentences = charts.isEmpty() ? List.of("No day of this period was measured.") : List.of();
        return new AuditSection("Day by day", sentences, charts, List.of());
    }

    private static AuditChart chart(Facts facts, Daily daily) {
        boolean share = Words.share(daily.key());
        boolean bytes = daily.unit().equals("bytes");
        String unit = share ? "%" : bytes ? "MB" : daily.unit().equals("ms") ? "ms" : "";
        double scale = share ? 100 : bytes ? 1 / MEBIBYTE : 1;
        List<AuditPoint> points = facts.measured().days().stream()
                .map(day -> point(facts, daily, day, scale))
                .filter(Objects::nonNull)
                .toList();
        return new AuditChart(
                daily.title(), unit, facts.period().from(), facts.period().to(), points);
    }

    private static @Nullable AuditPoint point(Facts facts, Daily daily, Measured day, double scale) {
        Double value = daily.of(day);
        return value == null
                ? null
                : new AuditPoint(
                        Trends.middle(day),
                        Words.weekday(day.from(), facts.period().zone()),
                        value * scale);
    }

    private static AuditSection trends(Facts facts) {
        List<AuditTrend> trends = Trends.of(facts.measured().days());
        if (trends.isEmpty()) {
            return new AuditSection(
                    "Trends",
                    List.of("Fewer than " + Trends.LEAST_DAYS
                            + " days were measured for an hour or longer, which is too few for a trend."),
                    List.of(),
                    List.of());
        }
        Cells cells = new Cells(2, "Figure", "Direction", "Slope", "Residual", "Days");
        for (AuditTrend trend : trends) {
            cells.row(
                    trend.title(),
                    !trend.clear() ? "no clear one" : trend.perDay() > 0 ? "rises" : "falls",
                    Words.perDay(trend.metric(), trend.unit(), trend.perDay()),
                    Words.difference(trend.metric(), trend.unit(), trend.residual()),
                    Words.count(trend.days()));
        }
        String method =
                "A straight line through the days by least squares. The direction is clear when the line rises or"
                        + " falls over its days by more than twice the residual, the standard deviation around it.";
        return new AuditSection("Trends", List.of(method), List.of(), cells.tables());
    }
}
