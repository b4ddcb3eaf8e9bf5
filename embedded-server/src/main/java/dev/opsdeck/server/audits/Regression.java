package dev.opsdeck.server.audits;

import dev.opsdeck.api.audits.AuditRegression;
import dev.opsdeck.api.loadruns.LoadComparison;
import dev.opsdeck.api.loadruns.LoadRun;
import dev.opsdeck.api.loadruns.LoadVerdict;
import java.util.List;
import java.util.Objects;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/// Finds the two runs that can be compared.
final class Regression {

    private Regression() {}

    /// @param runs    newest first
    /// @param compare two of them by their numbers, the former first
    static @Nullable AuditRegression of(List<LoadRun> runs, BiFunction<Long, Long, LoadComparison> compare) {
        List<LoadRun> valid = runs.stream()
                .filter(run -> run.verdict() != null && run.verdict() != LoadVerdict.NOT_VALID)
                .toList();
        if (valid.isEmpty()) {
            return null;
        }
        LoadRun latest = valid.getFirst();
        List<LoadRun> before =
                valid.stream().skip(1).filter(run -> comparable(run, latest)).toList();
        if (before.isEmpty()) {
            return new AuditRegression(latest, null, null);
        }
        // The one that somebody marked as baseline; else the one before.
        LoadRun former = before.stream().filter(LoadRun::baseline).findFirst().orElse(before.getFirst());
        return new AuditRegression(
                latest, former, compare.apply(former.id(), latest.id()).outcome());
    }

    private static boolean comparable(LoadRun one, LoadRun other) {
        return one.target().equals(other.target())
                && one.model() == other.model()
                && one.users() == other.users()
                && one.ratePerSecond() == other.ratePerSecond()
                && one.durationSeconds() == other.durationSeconds()
                && Objects.equals(one.scenario(), other.scenario());
    }
}
