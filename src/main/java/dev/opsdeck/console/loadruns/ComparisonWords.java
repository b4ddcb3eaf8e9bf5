package dev.opsdeck.console.loadruns;

import dev.opsdeck.api.loadruns.LoadComparison;
import dev.opsdeck.api.loadruns.LoadComparison.Row;
import dev.opsdeck.api.loadruns.LoadOutcome;
import dev.opsdeck.api.loadruns.LoadServerSide;
import dev.opsdeck.console.ui.Formats;
import dev.opsdeck.console.ui.State;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// What is said of two runs side by side, and of where the time of one went. Pure functions, any thread.
final class ComparisonWords {

    private ComparisonWords() {}

    static State state(LoadOutcome outcome) {
        return switch (outcome) {
            case BETTER, SAME -> State.OK;
            case WORSE -> State.CRITICAL;
            case INCONCLUSIVE -> State.UNKNOWN;
        };
    }

    static String word(LoadOutcome outcome) {
        return switch (outcome) {
            case BETTER -> "better";
            case SAME -> "same";
            case WORSE -> "worse";
            case INCONCLUSIVE -> "unsure";
        };
    }

    /// `Worse than run #41`.
    static String verdict(LoadComparison comparison) {
        String other = "run #" + comparison.a().id();
        return switch (comparison.outcome()) {
            case BETTER -> "Better than " + other;
            case SAME -> "The same as " + other;
            case WORSE -> "Worse than " + other;
            case INCONCLUSIVE -> "Whether it is better or worse than " + other + " cannot be told";
        };
    }

    /// What stands above the rows of one call.
    static String call(Row row) {
        return row.call() == null ? "all calls" : row.call();
    }

    /// `p95`, `errors, %`: the change of a share has no unit of its own.
    static String measure(Row row) {
        return row.measure() + (row.measure().equals("errors") ? ", %" : "");
    }

    static String value(Row row, double value) {
        return row.measure().equals("errors") ? Formats.percent(value).text() : RunWords.millis(value);
    }

    /// `−2 to +3 %`: the interval of the change; for errors in points.
    static String change(Row row) {
        Double low = row.low();
        Double high = row.high();
        if (low == null || high == null) {
            return "too few";
        }
        return row.measure().equals("errors")
                ? signed(low * 100, 2) + " to " + signed(high * 100, 2)
                : signed((low - 1) * 100, 0) + " to " + signed((high - 1) * 100, 0) + "\u00a0%";
    }

    /// The parts of the mean response time, in the order in which a request meets them.
    static List<Figure> parts(LoadServerSide.Split split) {
        Double late = split.latenessMillis();
        Double blocked = split.blockedMillis();
        List<Figure> waiting = late == null || blocked == null
                ? List.of(new Figure("waiting to be sent", RunWords.millis(split.waitingMillis()), ""))
                : List.of(
                        new Figure("generator late", RunWords.millis(late), ""),
                        new Figure("waiting for a connection", RunWords.millis(blocked), ""));
        List<Figure> parts = new ArrayList<>(waiting);
        parts.addAll(List.of(
                new Figure("network, server's queue", RunWords.millis(split.networkMillis()), ""),
                new Figure("handler", RunWords.millis(split.handlerMillis()), ""),
                new Figure("database", RunWords.millis(split.databaseMillis()), "")));
        return parts;
    }

    private static String signed(double value, int digits) {
        String text = String.format(Locale.ROOT, "%." + digits + "f", Math.abs(value));
        boolean zero = Double.parseDouble(text) == 0;
        return (zero ? "" : value < 0 ? "\u2212" : "+") + text;
    }
}
