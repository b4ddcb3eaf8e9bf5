package dev.opsdeck.server.loadrun;

import dev.opsdeck.api.loadruns.LoadDelays;
import dev.opsdeck.api.loadruns.LoadSecond;
import org.jspecify.annotations.Nullable;

/// Why the requests of an open run were started late, summed up over its seconds. One thread.
final class DelaySums {

    /// What takes longer counts as a delay.
    private static final long DELAYED_MICROS = 1_000;

    private final Durations lateness;
    private final Durations blocked;

    DelaySums() {
        this(new Durations(), new Durations());
    }

    private DelaySums(Durations lateness, Durations blocked) {
        this.lateness = lateness;
        this.blocked = blocked;
    }

    /// Those of one second; null of a closed run.
    static @Nullable DelaySums of(LoadSecond second) {
        LoadSecond.Delays delays = second.delays();
        return delays == null
                ? null
                : new DelaySums(Durations.decoded(delays.lateness()), Durations.decoded(delays.blocked()));
    }

    /// What [#lateness()] and [#blocked()] gave; null when either is.
    static @Nullable LoadDelays decoded(byte @Nullable [] lateness, byte @Nullable [] blocked) {
        return lateness == null || blocked == null
                ? null
                : new DelaySums(Durations.decoded(lateness), Durations.decoded(blocked)).delays();
    }

    void add(DelaySums other) {
        lateness.add(other.lateness);
        blocked.add(other.blocked);
    }

    double latenessP95Millis() {
        return lateness.latency().p95Millis();
    }

    double blockedP95Millis() {
        return blocked.latency().p95Millis();
    }

    /// Null when nothing was added.
    @Nullable
    LoadDelays delays() {
        return lateness.count() == 0 ? null : new LoadDelays(delay(blocked), delay(lateness));
    }

    /// Null when nothing was added.
    byte @Nullable [] lateness() {
        return lateness.count() == 0 ? null : lateness.encoded();
    }

    /// Null when nothing was added.
    byte @Nullable [] blocked() {
        return blocked.count() == 0 ? null : blocked.encoded();
    }

    private static LoadDelays.Delay delay(Durations durations) {
        return new LoadDelays.Delay(
                (double) durations.countAbove(DELAYED_MICROS) / durations.count(),
                durations.meanMillis(),
                durations.latency().p95Millis(),
                durations.latency().maxMillis());
    }
}
