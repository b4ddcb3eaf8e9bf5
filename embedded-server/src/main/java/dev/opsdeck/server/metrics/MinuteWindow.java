package dev.opsdeck.server.metrics;

import dev.opsdeck.api.metrics.Window;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The last 60 seconds, for the figures that a person reads: percentiles of all their durations merged. Used by the
/// ticker alone.
final class MinuteWindow {

    static final long NANOS = 60_000_000_000L;

    private final Deque<Second> seconds = new ArrayDeque<>(61);

    /// One read second.
    ///
    /// @param atNanos its end
    record Second(
            long atNanos, double seconds, Durations durations, Durations load, long errors, long hits, long misses) {

        Window window() {
            return MinuteWindow.window(List.of(this));
        }
    }

    /// Adds a second and forgets what is older than a minute before its end.
    Window add(Second second) {
        seconds.addLast(second);
        // Half a second of tolerance: a tick that came some milliseconds late is not the 61st.
        while (second.atNanos() - seconds.getFirst().atNanos() > NANOS - 500_000_000L) {
            seconds.removeFirst();
        }
        return window(List.copyOf(seconds));
    }

    void clear() {
        seconds.clear();
    }

    private static Window window(List<Second> parts) {
        Durations all = Durations.merged(parts.stream().map(Second::durations).toList());
        Durations load = Durations.merged(parts.stream().map(Second::load).toList());
        return new Window(
                parts.stream().mapToDouble(Second::seconds).sum(),
                all.latency(),
                load.latency(),
                all.count(),
                parts.stream().mapToLong(Second::errors).sum(),
                share(
                        parts.stream().mapToLong(Second::hits).sum(),
                        parts.stream().mapToLong(Second::misses).sum()));
    }

    private static @Nullable Double share(long hits, long misses) {
        return hits + misses == 0 ? null : (double) hits / (hits + misses);
    }
}
