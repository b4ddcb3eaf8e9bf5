package dev.opsdeck.console.overview;

import dev.opsdeck.api.caches.Flush;
import dev.opsdeck.api.caches.FlushFindings;
import dev.opsdeck.api.caches.FlushLevel;
import dev.opsdeck.api.caches.FlushResult;
import dev.opsdeck.console.ui.Formats;
import dev.opsdeck.console.ui.State;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What is said about a flush. Pure functions.
final class FlushWords {

    /// The node of a server that has its database for itself.
    private static final String ALONE = "local";

    private FlushWords() {}

    static State state(FlushFindings findings) {
        return switch (findings.state()) {
            case BACK -> State.OK;
            case NOT_BACK -> State.WARNING;
            case RUNNING, UNKNOWN -> State.UNKNOWN;
        };
    }

    static String word(FlushFindings findings) {
        Double back = findings.secondsToBack();
        return switch (findings.state()) {
            case BACK -> back == null ? "back" : "back after " + seconds(back);
            case NOT_BACK -> "not back";
            case RUNNING -> "recovering";
            case UNKNOWN -> "not known";
        };
    }

    /// What was dropped, of what, by whom, and whose figures follow.
    static String what(Flush flush) {
        String entries = flush.entries() == 1 ? "1 entry" : Formats.count(flush.entries()) + " entries";
        String cache = flush.cache() == null ? "all caches" : flush.cache();
        return entries + " of " + cache + " dropped by " + flush.actor()
                + (flush.node().equals(ALONE) ? "" : " · figures of " + flush.node());
    }

    /// By cache and level, a line each.
    static String dropped(Flush flush) {
        String lines = flush.dropped().stream()
                .filter(dropped -> dropped.entries() > 0)
                .map(FlushWords::line)
                .collect(Collectors.joining("\n"));
        return lines.isEmpty() ? "The caches were empty." : lines;
    }

    private static String line(FlushResult.Dropped dropped) {
        Long redis = dropped.redis();
        return dropped.cache() + ": " + Formats.count(dropped.entries())
                + (redis == null ? "" : ", " + Formats.count(redis) + " of them in Redis");
    }

    /// How far the hit rate is.
    static String recovery(FlushFindings findings) {
        FlushLevel before = findings.before();
        Double share = before == null ? null : before.hitShare();
        if (share == null) {
            return "There is no former hit rate to come back to.";
        }
        String former = "Nine tenths of the former hit rate of "
                + Formats.percent(share).text() + " ";
        Double back = findings.secondsToBack();
        return switch (findings.state()) {
            case BACK -> former + "were back after " + seconds(back == null ? 0 : back) + ".";
            case RUNNING -> former + "are not back yet, " + seconds(findings.followedSeconds()) + " after the flush.";
            case NOT_BACK -> former + "were not back after " + seconds(findings.followedSeconds()) + ".";
            case UNKNOWN ->
                "Whether the former hit rate of " + Formats.percent(share).text() + " came back cannot be told.";
        };
    }

    /// What it cost: extra queries, and the highest figures beside the former ones.
    static String cost(FlushFindings findings) {
        List<String> parts = new ArrayList<>();
        Long extra = findings.extraQueries();
        if (extra != null) {
            parts.add(Formats.count(extra) + (extra == 1 ? " extra query" : " extra queries"));
        }
        FlushLevel before = findings.before();
        add(
                parts,
                "queries a second",
                before == null ? null : before.queriesPerSecond(),
                findings.highestQueriesPerSecond(),
                Formats::figure);
        add(
                parts,
                "connections",
                before == null ? null : (Double) before.dbActive(),
                findings.highestDbActive(),
                Formats::figure);
        add(
                parts,
                "p95",
                before == null ? null : before.p95Millis(),
                findings.highestP95Millis(),
                value -> Formats.millis(value).text());
        return String.join(" · ", parts);
    }

    private static void add(
            List<String> parts,
            String name,
            @Nullable Double before,
            @Nullable Double highest,
            DoubleFunction<String> words) {
        if (highest != null) {
            parts.add(name + " at most " + words.apply(highest)
                    + (before == null ? "" : ", " + words.apply(before) + " before"));
        }
    }

    static String seconds(double length) {
        return Formats.duration(Duration.ofMillis(Math.round(length * 1000)));
    }
}
