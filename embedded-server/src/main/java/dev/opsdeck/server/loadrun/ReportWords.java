package dev.opsdeck.server.loadrun;

import dev.opsdeck.api.loadruns.LoadComparison.Row;
import dev.opsdeck.api.loadruns.LoadModel;
import dev.opsdeck.api.loadruns.LoadOutcome;
import dev.opsdeck.api.loadruns.LoadRun;
import dev.opsdeck.api.loadruns.LoadServerSide;
import dev.opsdeck.api.loadruns.LoadState;
import dev.opsdeck.api.loadruns.LoadVerdict;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// How reports call things. Pure functions.
final class ReportWords {

    private ReportWords() {}

    static String verdict(@Nullable LoadVerdict verdict) {
        return switch (verdict) {
            case null -> "none";
            case PASS -> "pass";
            case FAIL -> "fail";
            case NOT_VALID -> "not valid";
        };
    }

    static String outcome(LoadOutcome outcome) {
        return outcome.name().toLowerCase(Locale.ROOT);
    }

    /// `baseline: 200 users for 300 s`.
    static String load(LoadRun run) {
        String load = run.model() == LoadModel.CLOSED
                ? run.users() + (run.users() == 1 ? " user" : " users")
                : String.format(Locale.ROOT, "%.4g requests a second", run.ratePerSecond());
        String scenario = run.scenario() == null ? "" : ", scenario " + run.scenario();
        return Profiles.name(run.profile()) + ": " + load + " for " + run.durationSeconds() + " s" + scenario;
    }

    /// What the log of actions says of a run that is over.
    static String ended(LoadRun run) {
        String name = "Load run " + run.id() + " of " + run.target();
        if (run.state() == LoadState.FAILED) {
            return name + " failed: " + run.reason();
        }
        String verdict = switch (run.verdict()) {
            case null -> "nothing to judge";
            case PASS -> "goals kept";
            case FAIL -> "did not pass";
            case NOT_VALID -> "not valid, the generator fell behind";
        };
        return String.format(
                Locale.ROOT,
                "%s %s: %s; %d requests, %.1f/s, p95 %.0f ms, %d errors",
                name,
                run.state() == LoadState.STOPPED ? "was stopped" : "has ended",
                verdict,
                run.figures().completed(),
                run.figures().reachedPerSecond(),
                run.figures().response().p95Millis(),
                run.figures().errors());
    }

    /// What a request waited for before it was sent, with the means; older runs tell no parts.
    static Map<String, Double> waiting(LoadServerSide.Split split) {
        Double lateness = split.latenessMillis();
        Double blocked = split.blockedMillis();
        Map<String, Double> parts = new LinkedHashMap<>();
        if (lateness == null || blocked == null) {
            parts.put("waiting to be sent", split.waitingMillis());
        } else {
            parts.put("generator late", lateness);
            parts.put("waiting for a free connection", blocked);
        }
        return parts;
    }

    /// `all requests p95`.
    static String row(Row row) {
        return (row.call() == null ? "all requests" : row.call()) + " " + row.measure();
    }

    static String value(Row row, double value) {
        return row.measure().equals("errors")
                ? String.format(Locale.ROOT, "%.3f %%", value * 100)
                : String.format(Locale.ROOT, "%.2f ms", value);
    }

    /// `-2 % to +3 %`; for errors the same in points.
    static String change(Row row) {
        Double low = row.low();
        Double high = row.high();
        if (low == null || high == null) {
            return "too few";
        }
        return row.measure().equals("errors")
                ? String.format(Locale.ROOT, "%+.2f to %+.2f points", low * 100, high * 100)
                : String.format(Locale.ROOT, "%+.1f %% to %+.1f %%", (low - 1) * 100, (high - 1) * 100);
    }
}
