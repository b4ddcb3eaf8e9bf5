package dev.opsdeck.console.connection;

import dev.opsdeck.api.Page;
import dev.opsdeck.api.alerts.Alert;
import dev.opsdeck.api.alerts.AlertState;
import dev.opsdeck.api.metrics.History;
import dev.opsdeck.api.metrics.Metric;
import dev.opsdeck.console.connection.AlertApi.Query;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Reads what a console must know at the beginning of a connection. Blocking, on the stream's thread.
final class Past {

    /// The longest range the charts show, for their marks.
    private static final Duration MARKS = Duration.ofDays(7);

    private static final Logger LOG = LoggerFactory.getLogger(Past.class);
    private static final int RUNS = 50;
    private static final int ALERTS = 500;

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
                allowed(() -> api.log(now.minus(MARKS), now.plusSeconds(60))),
                allowed(() -> api.syncs().runs(RUNS)),
                allowed(() -> api.loads().runs(null, RUNS)),
                alerts(now));
    }

    /// Those that are not over come last: they may be older than all that fit into the page.
    private List<Alert> alerts(Instant now) {
        List<Alert> alerts =
                new ArrayList<>(allowed(() -> api.alerts().alerts(Query.since(now.minus(MARKS)), ALERTS, null)));
        for (AlertState open : List.of(AlertState.PENDING, AlertState.FIRING)) {
            alerts.addAll(allowed(() -> api.alerts().alerts(Query.in(open), ALERTS, null)));
        }
        return alerts;
    }

    /// A list, or nothing when this token may not read it: that must not keep the samples away.
    private static <T> List<T> allowed(Supplier<Page<T>> call) {
        try {
            return call.get().data();
        } catch (ApiFailure e) {
            if (e.failure() instanceof Failure.Rejected) {
                LOG.debug("Not read at the beginning of the stream: {}", e.getMessage());
                return List.of();
            }
            throw e;
        }
    }

    private @Nullable History gap(Instant from, Instant to) {
        long seconds = Duration.between(from, to).toSeconds();
        return seconds < 1 ? null : api.history(List.of(Metric.values()), from, to, Math.clamp(seconds, 1, 2_000));
    }
}
