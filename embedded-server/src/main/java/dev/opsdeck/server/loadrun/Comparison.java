package dev.opsdeck.server.loadrun;

import dev.opsdeck.api.loadruns.LoadComparison;
import dev.opsdeck.api.loadruns.LoadComparison.Row;
import dev.opsdeck.api.loadruns.LoadOutcome;
import dev.opsdeck.api.loadruns.LoadRecord;
import dev.opsdeck.api.loadruns.LoadRun;
import dev.opsdeck.api.loadruns.LoadStretch;
import dev.opsdeck.api.loadruns.LoadVerdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Whether a run is better, the same or worse than its baseline. A pure function of both and of a generator that
/// begins at a fixed seed, so that the same two always compare to the same.
///
/// For each percentile, of all requests and of each call, the factor from a to b gets the interval that
/// [Resampled] gives it. A row is worse when even the interval's near end is more than 3 % above 1 and the change
/// is at least 0.05 ms, which is what a clock and a scheduler alone can make; better likewise; the same when the
/// whole interval is within 10 % of 1. The width is 3 standard errors, 3.5 beyond 18 rows, so that the chance of
/// a false alarm in any row stays below 5 % (Bonferroni). What lies between two runs beside the build, such as
/// another load on the machine, no interval knows: on a machine that drifts make both runs at the same time, which are
/// then compared second by second.
final class Comparison {

    private static final double SURE = 0.03;
    private static final double ALIKE = 0.10;
    private static final double LEAST_MILLIS = 0.05;
    private static final double LEAST_ERRORS = 0.001;
    private static final int FEW_ROWS = 18;
    private static final double WIDTH = 3;
    private static final double WIDTH_OF_MANY = 3.5;

    private final Resampled a;
    private final Resampled b;
    private final double width;

    private Comparison(Resampled a, Resampled b, double width) {
        this.a = a;
        this.b = b;
        this.width = width;
    }

    static LoadComparison of(LoadRecord a, LoadRecord b, RandomGenerator random) {
        LoadRun runA = a.report().run();
        LoadRun runB = b.report().run();
        List<String> remarks = new ArrayList<>();
        boolean sameLoad = checkLoad(runA, runB, remarks);
        boolean comparable = checkGenerators(runA, runB, remarks) && sameLoad;
        if (a.stretches().isEmpty() || b.stretches().isEmpty()) {
            remarks.add(
                    "One of the runs kept no figures to compare: it is from before there was a comparison, or it had"
                            + " no answer.");
            return new LoadComparison(runA, runB, LoadOutcome.INCONCLUSIVE, List.of(), remarks);
        }
        TreeSet<String> calls = new TreeSet<>(callsOf(a));
        calls.retainAll(callsOf(b));
        // Three percentiles of all, errors, and two percentiles of each call.
        double width = 4 + 2 * calls.size() > FEW_ROWS ? WIDTH_OF_MANY : WIDTH;
        RunPair pair = RunPair.of(a, b, random);
        if (pair.sideBySide()) {
            remarks.add("The runs were made at the same time, so they were compared second by second.");
        }
        List<Row> rows = new ArrayList<>(rows(null, pair, width, 50, 95, 99));
        calls.forEach(call -> rows.addAll(rows(call, pair, width, 50, 95)));
        LoadOutcome outcome = comparable ? outcome(rows) : LoadOutcome.INCONCLUSIVE;
        if (comparable && outcome == LoadOutcome.INCONCLUSIVE) {
            remarks.add("The figures vary too much, or are too few, to tell a change of a tenth: let both run longer.");
        }
        return new LoadComparison(runA, runB, outcome, rows, remarks);
    }

    private static List<Row> rows(@Nullable String call, RunPair runs, double width, double... percentiles) {
        RunPair.Drawn drawn = runs.drawn(call, percentiles);
        Comparison pair = new Comparison(drawn.a(), drawn.b(), width);
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < percentiles.length; i++) {
            rows.add(pair.latency(call, "p" + Math.round(percentiles[i]), i));
        }
        if (call == null) {
            rows.add(pair.errors());
        }
        return rows;
    }

    private Row latency(@Nullable String call, String measure, int index) {
        double first = a.millis(index);
        double second = b.millis(index);
        if (!a.enough(index) || !b.enough(index)) {
            return new Row(call, measure, first, second, null, null, LoadOutcome.INCONCLUSIVE);
        }
        double factor = Math.log(second / first);
        double spread = width * b.spread(a, index);
        double low = Math.exp(factor - spread);
        double high = Math.exp(factor + spread);
        return new Row(call, measure, first, second, low, high, outcome(low, high, Math.abs(second - first)));
    }

    private static LoadOutcome outcome(double low, double high, double changeMillis) {
        boolean matters = changeMillis >= LEAST_MILLIS;
        if (matters && low > 1 + SURE) {
            return LoadOutcome.WORSE;
        }
        if (matters && high < 1 / (1 + SURE)) {
            return LoadOutcome.BETTER;
        }
        boolean alike = low > 1 / (1 + ALIKE) && high < 1 + ALIKE;
        return alike || !matters ? LoadOutcome.SAME : LoadOutcome.INCONCLUSIVE;
    }

    private Row errors() {
        double first = a.errorShare();
        double second = b.errorShare();
        if (!a.enoughStretches() || !b.enoughStretches()) {
            return new Row(null, "errors", first, second, null, null, LoadOutcome.INCONCLUSIVE);
        }
        double spread = width * b.errorSpread(a);
        double low = second - first - spread;
        double high = second - first + spread;
        LoadOutcome outcome = low > LEAST_ERRORS
                ? LoadOutcome.WORSE
                : high < -LEAST_ERRORS
                        ? LoadOutcome.BETTER
                        : Math.max(high, -low) <= LEAST_ERRORS ? LoadOutcome.SAME : LoadOutcome.INCONCLUSIVE;
        return new Row(null, "errors", first, second, low, high, outcome);
    }

    private static LoadOutcome outcome(List<Row> rows) {
        if (rows.stream().anyMatch(row -> row.outcome() == LoadOutcome.WORSE)) {
            return LoadOutcome.WORSE;
        }
        if (rows.stream().anyMatch(row -> row.outcome() == LoadOutcome.BETTER)) {
            return LoadOutcome.BETTER;
        }
        // p99 is shown, but few runs are long enough for it to decide.
        boolean same = rows.stream()
                .filter(row -> row.call() == null && !row.measure().equals("p99"))
                .allMatch(row -> row.outcome() == LoadOutcome.SAME);
        return same ? LoadOutcome.SAME : LoadOutcome.INCONCLUSIVE;
    }

    private static boolean checkLoad(LoadRun a, LoadRun b, List<String> remarks) {
        boolean same = a.profile() == b.profile()
                && a.model() == b.model()
                && a.ratePerSecond() == b.ratePerSecond()
                && a.users() == b.users()
                && Objects.equals(a.scenario(), b.scenario());
        if (!same) {
            remarks.add("The runs did not put the same load on the server, so they cannot be compared: compare runs of"
                    + " one profile, rate or number of users, and scenario.");
        }
        if (!a.target().equals(b.target())) {
            remarks.add("The runs were of different servers: " + a.target() + " and " + b.target() + ".");
        }
        return same;
    }

    private static boolean checkGenerators(LoadRun a, LoadRun b, List<String> remarks) {
        boolean valid = Stream.of(a, b)
                .noneMatch(run -> run.verdict() == LoadVerdict.NOT_VALID || Punctuality.late(run.figures()));
        if (!valid) {
            remarks.add("In one of the runs the generator fell behind, so its figures are not the server's.");
        }
        return valid;
    }

    private static List<String> callsOf(LoadRecord record) {
        return record.stretches().stream().map(LoadStretch::call).distinct().toList();
    }
}
