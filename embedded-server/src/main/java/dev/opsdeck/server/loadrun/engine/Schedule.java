package dev.opsdeck.server.loadrun.engine;

import dev.opsdeck.api.loadruns.LoadPlan.Phase;
import java.util.List;

/// When each request of an open run is meant to start: a pure function, so that a run is exact, can be repeated,
/// and a late generator cannot move it. Any thread. Times are nanoseconds from the start of the run.
///
/// Request `i`, counted from 0, starts when the integral of the rate over time reaches `i`. Within a phase the
/// rate goes straight from `a` to `b` in `T` seconds, so the integral is `a t + (b - a) t² / 2T`, and its inverse
/// is the root of a quadratic.
final class Schedule {

    private static final double NANOS_PER_SECOND = 1e9;
    private static final long NANOS_PER_MILLI = 1_000_000;

    /// @param start    of the phase, in nanoseconds
    /// @param requests the integral before it
    private record Stretch(Phase phase, long start, double requests) {

        long end() {
            return start + phase.millis() * NANOS_PER_MILLI;
        }

        double seconds() {
            return phase.millis() / 1e3;
        }

        double sum() {
            return (phase.fromPerSecond() + phase.toPerSecond()) / 2 * seconds();
        }

        /// The time at which the integral of this phase alone reaches `count`.
        long reached(double count) {
            double a = phase.fromPerSecond();
            double slope = (phase.toPerSecond() - a) / seconds();
            // This form of the root stays exact when the slope or the rate is 0.
            double seconds = count == 0 ? 0 : 2 * count / (a + Math.sqrt(Math.max(0, a * a + 2 * slope * count)));
            return start + Math.round(seconds * NANOS_PER_SECOND);
        }

        double before(long nanos) {
            double seconds = (nanos - start) / NANOS_PER_SECOND;
            double slope = (phase.toPerSecond() - phase.fromPerSecond()) / seconds();
            return requests + phase.fromPerSecond() * seconds + slope * seconds * seconds / 2;
        }
    }

    private final Stretch[] stretches;
    private final double requests;
    private final long end;

    private Schedule(Stretch[] stretches, double requests) {
        this.stretches = stretches;
        this.requests = requests;
        this.end = stretches[stretches.length - 1].end();
    }

    /// @param phases one after the other; no request starts at or after the end of the last
    static Schedule of(List<Phase> phases) {
        Stretch[] stretches = new Stretch[phases.size()];
        long start = 0;
        double requests = 0;
        for (int i = 0; i < stretches.length; i++) {
            Stretch stretch = new Stretch(checked(phases.get(i)), start, requests);
            stretches[i] = stretch;
            start = stretch.end();
            requests += stretch.sum();
        }
        if (!(requests > 0)) {
            throw new IllegalArgumentException("A schedule needs a rate above 0 and a duration.");
        }
        return new Schedule(stretches, requests);
    }

    /// The intended start of request `index`, counted from 0. Never falls as the index rises; that of a request which
    /// the run does not have any more is the run's end.
    long intendedNanos(long index) {
        if (index >= requests) {
            return end;
        }
        for (int i = stretches.length - 1; i >= 0; i--) {
            Stretch stretch = stretches[i];
            // A phase without requests has the integral of the one behind it.
            if (stretch.requests() <= index && stretch.sum() > 0) {
                return Math.min(stretch.reached(index - stretch.requests()), stretch.end());
            }
        }
        return 0;
    }

    /// How many requests are meant to start before `nanos`, never more than [#total()].
    long dueBefore(long nanos) {
        long until = Math.min(nanos, end);
        if (until <= 0) {
            return 0;
        }
        int i = stretches.length - 1;
        while (stretches[i].start() >= until) {
            i--;
        }
        // The sum may be off by one in the last bit: intendedNanos decides.
        long count = (long) Math.ceil(stretches[i].before(until));
        while (count > 0 && intendedNanos(count - 1) >= until) {
            count--;
        }
        while (intendedNanos(count) < until) {
            count++;
        }
        return count;
    }

    /// How many requests the whole run has.
    long total() {
        return dueBefore(Long.MAX_VALUE);
    }

    private static Phase checked(Phase phase) {
        if (!(phase.fromPerSecond() >= 0 && phase.toPerSecond() >= 0)
                || Double.isInfinite(phase.fromPerSecond() + phase.toPerSecond())
                || phase.millis() <= 0) {
            throw new IllegalArgumentException("A phase needs rates of at least 0 and a duration, not " + phase + ".");
        }
        return phase;
    }
}
