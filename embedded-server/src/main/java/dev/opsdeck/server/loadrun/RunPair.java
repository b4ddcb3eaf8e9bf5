package dev.opsdeck.server.loadrun;

import dev.opsdeck.api.loadruns.LoadRecord;
import dev.opsdeck.api.loadruns.LoadRun;
import dev.opsdeck.server.loadrun.Pieces.Counts;
import java.time.Duration;
import java.util.List;
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Two runs to be drawn from, and whether they were made at the same time: then both are cut at the same seconds and
/// drawn with the same seed. Immutable.
record RunPair(List<Counts> a, List<Counts> b, boolean sideBySide, long seedOfA, long seedOfB) {

    /// How far apart they may have begun.
    private static final Duration AT_ONCE = Duration.ofSeconds(2);

    /// @param random gives the seeds
    static RunPair of(LoadRecord a, LoadRecord b, RandomGenerator random) {
        boolean sideBySide = sideBySide(a.report().run(), b.report().run());
        long seed = random.nextLong();
        return new RunPair(counts(a), counts(b), sideBySide, seed, sideBySide ? seed : random.nextLong());
    }

    /// Both, drawn anew again and again.
    record Drawn(Resampled a, Resampled b) {}

    /// The percentiles of one call, or of all when it is null.
    Drawn drawn(@Nullable String call, double... percentiles) {
        List<Counts> first = wanted(a, call);
        List<Counts> second = wanted(b, call);
        TreeSet<Integer> secondsOfA = seconds(first);
        TreeSet<Integer> secondsOfB = seconds(second);
        if (sideBySide) {
            secondsOfA.addAll(secondsOfB);
            secondsOfB = secondsOfA;
        }
        return new Drawn(
                new Resampled(new Pieces(first, List.copyOf(secondsOfA)), percentiles, seedOfA),
                new Resampled(new Pieces(second, List.copyOf(secondsOfB)), percentiles, seedOfB));
    }

    private static boolean sideBySide(LoadRun a, LoadRun b) {
        return a.durationSeconds() == b.durationSeconds()
                && Duration.between(a.startedAt(), b.startedAt()).abs().compareTo(AT_ONCE) <= 0;
    }

    private static List<Counts> counts(LoadRecord of) {
        return of.stretches().stream().map(Counts::new).toList();
    }

    private static List<Counts> wanted(List<Counts> of, @Nullable String call) {
        return call == null
                ? of
                : of.stream().filter(counts -> counts.call().equals(call)).toList();
    }

    private static TreeSet<Integer> seconds(List<Counts> of) {
        return of.stream().map(Counts::second).collect(Collectors.toCollection(TreeSet::new));
    }
}
