package dev.opsdeck.server.audits;

import dev.opsdeck.api.audits.AuditRegression;
import dev.opsdeck.api.audits.AuditSection;
import dev.opsdeck.api.loadruns.LoadFigures;
import dev.opsdeck.api.loadruns.LoadOutcome;
import dev.opsdeck.api.loadruns.LoadRun;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/// The load runs of a period, and the baseline beside the one before it. Pure.
final class LoadSection {

    private LoadSection() {}

    /// @param compared whether the baseline runs are compared
    static AuditSection of(Facts facts, boolean compared) {
        ZoneId zone = facts.period().zone();
        List<String> sentences = new ArrayList<>();
        Cells runs = new Cells(3, "Run", "Began", "Verdict", "Reached", "p95", "Errors");
        for (LoadRun run : facts.loadRuns()) {
            runs.row(
                    "#" + run.id() + " " + word(run.profile()) + " of " + run.target(),
                    Words.moment(run.startedAt(), zone),
                    verdict(run),
                    Words.figure(run.figures().reachedPerSecond()) + "/s",
                    run.figures().response().count() == 0
                            ? Words.NONE
                            : Words.millis(run.figures().response().p95Millis()),
                    Words.count(run.figures().errors()));
        }
        if (facts.loadRuns().isEmpty()) {
            sentences.add("No load run began in this period.");
        }
        var tables = new ArrayList<>(runs.tables());
        if (compared) {
            AuditRegression regression = facts.regression();
            sentences.add(regression(regression, facts));
            if (regression != null && regression.former() != null) {
                tables.addAll(table(regression.latest(), regression.former()).tables());
            }
        }
        return new AuditSection("Load runs", sentences, List.of(), tables);
    }

    private static String regression(@Nullable AuditRegression regression, Facts facts) {
        if (regression == null) {
            return "There is no valid baseline run, so whether the server became slower under load is not known: start"
                    + " one on the page Load runs.";
        }
        LoadRun latest = regression.latest();
        String old = latest.startedAt().isBefore(facts.period().from()) ? " It is older than this period." : "";
        String name = "The latest baseline run is #" + latest.id() + " of "
                + Words.moment(latest.startedAt(), facts.period().zone()) + ".";
        LoadRun former = regression.former();
        return former == null
                ? name + old + " There is none of the same target and load before it to compare with."
                : name + old + " It stands beside #" + former.id() + " of "
                        + Words.moment(former.startedAt(), facts.period().zone())
                        + ": " + outcome(regression.outcome());
    }

    private static String outcome(@Nullable LoadOutcome outcome) {
        return switch (outcome) {
            case BETTER -> "better.";
            case SAME -> "the same.";
            case WORSE -> "worse.";
            case INCONCLUSIVE -> "the two do not tell chance from change.";
            case null -> "the two were not compared.";
        };
    }

    private static Cells table(LoadRun latest, LoadRun former) {
        Cells cells = new Cells(1, "Baseline", "#" + latest.id(), "#" + former.id(), "Change");
        millis(cells, "p50", latest, former, figures -> figures.response().p50Millis());
        millis(cells, "p95", latest, former, figures -> figures.response().p95Millis());
        millis(cells, "p99", latest, former, figures -> figures.response().p99Millis());
        double reached = latest.figures().reachedPerSecond();
        double before = former.figures().reachedPerSecond();
        cells.row(
                "Reached",
                Words.figure(reached) + "/s",
                Words.figure(before) + "/s",
                Words.change(Comparison.change(reached, before)));
        cells.row(
                "Errors",
                Words.count(latest.figures().errors()),
                Words.count(former.figures().errors()),
                Words.NONE);
        return cells;
    }

    private static void millis(
            Cells cells, String name, LoadRun latest, LoadRun former, ToDoubleFunction<LoadFigures> of) {
        double value = of.applyAsDouble(latest.figures());
        double before = of.applyAsDouble(former.figures());
        cells.row(name, Words.millis(value), Words.millis(before), Words.change(Comparison.change(value, before)));
    }

    private static String verdict(LoadRun run) {
        return switch (run.verdict()) {
            case null -> word(run.state());
            case PASS -> "goals kept";
            case FAIL -> "did not pass";
            case NOT_VALID -> "not valid";
        };
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
