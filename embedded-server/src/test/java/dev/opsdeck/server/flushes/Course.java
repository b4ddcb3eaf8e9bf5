package dev.opsdeck.server.flushes;

import dev.opsdeck.server.metrics.Durations;
import dev.opsdeck.server.metrics.SomeDurations;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Seconds around a flush at noon: 40 requests each with one lookup, of which so many hit, at so many queries.
final class Course {

    static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

    private static final int REQUESTS = 40;

    private final List<Second> seconds = new ArrayList<>();

    /// @param from the end of the first second, from the flush
    /// @param to   the end of the last
    Course add(int from, int to, double hitShare, long queries, long micros) {
        return add(from, to, REQUESTS, hitShare, queries, micros);
    }

    Course add(int from, int to, int requests, double hitShare, @Nullable Long queries, long micros) {
        for (int at = from; at <= to; at++) {
            long hits = Math.round(requests * hitShare);
            seconds.add(new Second(
                    NOON.plusSeconds(at),
                    1,
                    requests,
                    hits,
                    requests - hits,
                    queries,
                    queries == null ? 0 : queries / 10.0,
                    requests == 0 ? Durations.NONE : SomeDurations.all(requests, micros)));
        }
        return this;
    }

    /// Five minutes of nine hits in ten, 10 queries a second, 20 ms.
    static Course steady() {
        return new Course().add(-299, 0, 0.9, 10, 20_000);
    }

    List<Second> seconds() {
        return seconds;
    }

    Recovery.Found at(int second, Disturbance... others) {
        Instant now = NOON.plusSeconds(second);
        return Recovery.of(
                seconds.stream().filter(one -> !one.at().isAfter(now)).toList(), NOON, List.of(others), now);
    }

    static Disturbance disturbance(int second, Disturbance.Kind kind) {
        return new Disturbance(NOON.plusSeconds(second), kind);
    }
}
