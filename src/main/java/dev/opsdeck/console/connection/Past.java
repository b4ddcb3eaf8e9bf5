package dev.opsdeck.console.connection;

import dev.opsdeck.api.metrics.History;
import dev.opsdeck.api.metrics.Metric;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads what a console must know at the beginning of a connection. Blocking, on the stream's thread.
final class Past {

    /// The longest range the charts show, for their marks.
    private static final Duration MARKS = Duration.ofDays(7);

    private static final int RUNS = 50;

    private final ApiClient api;
    private final InstantSource clock;

    Past(ApiClient api, InstantSource clock) {
        this.api = api;
        this.clock = clock;
    }

    /// @param lastSampleAt the server's time of the last sample seen; null at the first connect
    CatchUp read(@Nullable Instant lastSampleAt) {
        Instant now = clock.instant();
        return new CatchUp(
                lastSampleAt == null ? null : gap(lastSampleAt, now),
                api.log(now.minus(MARKS), now.plusSeconds(60)).data(),
                api.syncRuns(RUNS).data(),
                api.loadRuns(RUNS).data());
    }

    private @Nullable History gap(Instant from, Instant to) {
        long seconds = Duration.between(from, to).toSeconds();
        return seconds < 1 ? null : api.history(List.of(Metric.values()), from, to, Math.clamp(seconds, 1, 2_000));
    }
}
