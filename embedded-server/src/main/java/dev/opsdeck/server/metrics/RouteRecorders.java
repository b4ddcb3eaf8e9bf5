package dev.opsdeck.server.metrics;

import dev.opsdeck.server.http.RouteNames;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// The recorders of all routes. A route's recorder is made at its first request; their number is bounded, so that no
/// client can fill the memory with addresses.
final class RouteRecorders {

    /// More than the server has routes; a recorder takes about 380 kB once it is used.
    static final int MAX_ROUTES = 64;

    private final Map<TrafficKind, ConcurrentHashMap<String, RouteRecorder>> byRoute = new EnumMap<>(TrafficKind.class);
    private final RouteNames names = new RouteNames(MAX_ROUTES);

    RouteRecorders() {
        for (TrafficKind kind : TrafficKind.values()) {
            byRoute.put(kind, new ConcurrentHashMap<>());
        }
    }

    /// @param pattern as Helidon tells it; null when no route matched
    void record(@Nullable String pattern, TrafficKind kind, int status, long nanos) {
        recorders(kind)
                .computeIfAbsent(names.of(pattern), route -> new RouteRecorder())
                .record(status, nanos);
    }

    /// What every route recorded since the last call; routes without a request are left out. Only the ticker calls it.
    List<Drained> drain() {
        List<Drained> drained = new ArrayList<>();
        byRoute.forEach((kind, recorders) -> recorders.forEach((route, recorder) -> {
            RouteRecorder.Interval interval = recorder.drain();
            if (interval.durations().count() > 0) {
                drained.add(new Drained(route, kind, interval));
            }
        }));
        return drained;
    }

    record Drained(String route, TrafficKind kind, RouteRecorder.Interval interval) {}

    private ConcurrentHashMap<String, RouteRecorder> recorders(TrafficKind kind) {
        return Objects.requireNonNull(byRoute.get(kind));
    }
}
