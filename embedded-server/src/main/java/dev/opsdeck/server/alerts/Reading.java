package dev.opsdeck.server.alerts;

import dev.opsdeck.api.metrics.Latency;
import dev.opsdeck.api.metrics.Metric;
import dev.opsdeck.server.history.Stretch;
import dev.opsdeck.server.metrics.Durations;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What is known of a server at a moment: the second that ends there, as rules see it. Immutable.
///
/// @param second        null when the server told nothing
/// @param healthFailing 1 when it is not ready, else 0; null when nobody asked
/// @param unreachable   1 when it cannot be reached, else 0; null for the server itself, which cannot know
record Reading(
        Instant at,
        @Nullable Second second,
        @Nullable Double healthFailing,
        @Nullable Double unreachable) {

    /// The figures of a second.
    ///
    /// @param seconds how long it lasted
    record Second(
            double seconds,
            long requests,
            long errors,
            long cacheHits,
            long cacheMisses,
            @Nullable Double requestsActive,
            @Nullable Double usersActive,
            @Nullable Double dbActive,
            @Nullable Double memoryUsed,
            @Nullable Double cpuShare,
            Times times) {}

    /// How long requests took.
    sealed interface Times {

        /// All durations, of this server.
        record Counted(Durations durations) implements Times {}

        /// What another server says of its last second and its last minute.
        record Told(Latency second, Latency minute) implements Times {}
    }

    /// A second of this server, live or stored: the same either way.
    static Reading of(Stretch second) {
        return new Reading(
                second.at(),
                new Second(
                        second.seconds(),
                        second.requests(),
                        second.errors(),
                        second.cacheHits(),
                        second.cacheMisses(),
                        second.value(Metric.REQUESTS_ACTIVE),
                        second.value(Metric.USERS_ACTIVE),
                        second.value(Metric.DB_ACTIVE),
                        second.value(Metric.MEMORY_USED),
                        second.value(Metric.CPU_SHARE),
                        new Times.Counted(second.durations())),
                second.value(Metric.HEALTH_FAILING),
                null);
    }
}
