package dev.opsdeck.console.loadruns;

import dev.opsdeck.api.loadruns.LoadPoint;
import dev.opsdeck.api.loadruns.LoadServerSide;
import dev.opsdeck.api.loadruns.LoadServerSide.Point;
import dev.opsdeck.console.ui.Formats;
import dev.opsdeck.console.ui.Quantity;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// One of the figures of the same seconds that can stand below the response times: the requests, and what the server
/// told of itself. Immutable; made by pure functions, any thread.
///
/// @param name   for the button
/// @param median of the seconds, with its unit; [Formats#NONE] when there is no value
/// @param unit   of the lines
/// @param lines  over the seconds; a second without a value is a gap
/// @param note   what the median is of, and how far the seconds went from it
record Measure(String name, String median, String unit, List<RunChart.Series> lines, String note) {

    private static final String REQUESTS = "Requests";
    private static final double MEGABYTE = 1 << 20;
    private static final double GIGABYTE = 1 << 30;

    /// Formats switches to the next unit here.
    private static final double GIGABYTES_FROM = 999.5 * MEGABYTE;

    Measure {
        lines = List.copyOf(lines);
    }

    /// Those that are known of a run: the requests always, the server's own when it told any.
    ///
    /// @param side what the server told of itself; null while that is not known
    static List<Measure> of(List<LoadPoint> points, @Nullable LoadServerSide side) {
        List<Measure> measures = new ArrayList<>();
        measures.add(requests(points));
        if (side != null && !side.points().isEmpty() && !points.isEmpty()) {
            int seconds = RunLines.seconds(points);
            measures.add(handler(side, seconds));
            measures.add(of(
                    "CPU",
                    "%",
                    "CPU, 100 % is all cores",
                    told(side, seconds, Point::cpuShare),
                    Most.HIGHEST,
                    Formats::percent));
            measures.add(memory(told(side, seconds, Point::memoryBytes)));
            measures.add(of(
                    "Connections",
                    "",
                    "database connections in use",
                    told(side, seconds, Point::dbActive),
                    Most.HIGHEST,
                    value -> new Quantity(Formats.figure(value), "").trimmed()));
            measures.add(of(
                    "Cache hits",
                    "%",
                    "cache hits",
                    told(side, seconds, Point::cacheHitShare),
                    Most.LOWEST,
                    Formats::percent));
        }
        return measures;
    }

    /// Whether there is something to draw.
    boolean known() {
        return !median.equals(Formats.NONE);
    }

    /// The same, each figure of the server beside that of the run it is compared with.
    static List<Measure> of(List<LoadPoint> points, @Nullable LoadServerSide side, Baseline baseline) {
        List<Measure> others = of(baseline.seconds(), baseline.side());
        return of(points, side).stream()
                .map(measure -> others.stream()
                        // The requests of both were asked for alike.
                        .filter(other ->
                                other.known() && other.name.equals(measure.name) && !other.name.equals(REQUESTS))
                        .findFirst()
                        .map(other -> measure.beside(other, baseline.name()))
                        .orElse(measure))
                .toList();
    }

    private Measure beside(Measure other, String run) {
        double factor = other.unit.equals(unit) ? 1 : unit.equals("GB") ? MEGABYTE / GIGABYTE : GIGABYTE / MEGABYTE;
        double[] values = Arrays.stream(other.lines.getFirst().values())
                .map(value -> value * factor)
                .toArray();
        List<RunChart.Series> both = new ArrayList<>(lines);
        both.add(new RunChart.Series(run + ", median " + other.median, "quiet", values));
        return new Measure(name, median, unit, both, note);
    }

    /// Which end of the values is the bad one.
    private enum Most {
        HIGHEST,
        LOWEST
    }

    private static Measure requests(List<LoadPoint> points) {
        double[] reached = points.stream().mapToDouble(LoadPoint::completed).toArray();
        return new Measure(
                REQUESTS,
                // Short, so that six buttons stand in a row also when there are many thousand a second.
                median(reached, perSecond -> new Quantity(Formats.figure(perSecond) + "/s", "")),
                "req/s",
                RunLines.rates(points),
                note("reached", reached, Most.LOWEST, Formats::rate));
    }

    private static Measure handler(LoadServerSide side, int seconds) {
        double[] p95 = told(side, seconds, Point::handlerP95Millis);
        return new Measure(
                "Handler",
                median(p95, Formats::millis),
                "ms",
                List.of(
                        new RunChart.Series("p95 in the handler", "first", p95),
                        new RunChart.Series(
                                "p50, all requests", "second", told(side, seconds, Point::handlerP50Millis))),
                note("p95", p95, Most.HIGHEST, Formats::millis));
    }

    private static Measure memory(double[] bytes) {
        boolean large = Arrays.stream(bytes).anyMatch(value -> value >= GIGABYTES_FROM);
        double[] shown = Arrays.stream(bytes)
                .map(value -> value / (large ? GIGABYTE : MEGABYTE))
                .toArray();
        return new Measure(
                "Memory",
                median(bytes, Formats::bytes),
                large ? "GB" : "MB",
                List.of(new RunChart.Series("heap in use", "first", shown)),
                note("", bytes, Most.HIGHEST, Formats::bytes));
    }

    /// @param values shares when the unit is percent
    private static Measure of(
            String name, String unit, String line, double[] values, Most most, DoubleFunction<Quantity> format) {
        double factor = unit.equals("%") ? 100 : 1;
        double[] shown = Arrays.stream(values).map(value -> value * factor).toArray();
        return new Measure(
                name,
                median(values, format),
                unit,
                List.of(new RunChart.Series(line, "first", shown)),
                note("", values, most, format));
    }

    private static double[] told(LoadServerSide side, int seconds, Function<Point, @Nullable Double> value) {
        return RunLines.told(side, seconds, value);
    }

    private static String median(double[] values, DoubleFunction<Quantity> format) {
        double[] sorted = known(values);
        return sorted.length == 0
                ? Formats.NONE
                : format.apply(sorted[sorted.length / 2]).text();
    }

    private static String note(String of, double[] values, Most most, DoubleFunction<Quantity> format) {
        double[] sorted = known(values);
        if (sorted.length == 0) {
            return "";
        }
        String end = most == Most.HIGHEST
                ? "highest " + format.apply(sorted[sorted.length - 1]).text()
                : "lowest " + format.apply(sorted[0]).text();
        return (of.isEmpty() ? "" : of + ": ") + "median " + median(values, format) + ", " + end;
    }

    private static double[] known(double[] values) {
        return Arrays.stream(values)
                .filter(value -> !Double.isNaN(value))
                .sorted()
                .toArray();
    }
}
