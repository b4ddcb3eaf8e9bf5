package dev.opsdeck.server.history;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A resolution of the stored history. Each is made of the one before it.
enum Tier {
    SECOND(1, Duration.ofHours(24)),
    TEN_SECONDS(10, Duration.ofDays(7)),
    MINUTE(60, Duration.ofDays(396));

    private final int seconds;
    private final Duration kept;

    Tier(int seconds, Duration kept) {
        this.seconds = seconds;
        this.kept = kept;
    }

    int seconds() {
        return seconds;
    }

    /// How long its rows are kept: an hour more than promised, so that a chart of the whole time has no ragged edge.
    Duration kept() {
        return kept.plusHours(1);
    }

    /// The next finer one; null for the finest.
    @Nullable
    Tier finer() {
        return switch (this) {
            case SECOND -> null;
            case TEN_SECONDS -> SECOND;
            case MINUTE -> TEN_SECONDS;
        };
    }

    /// The end of the stretch of this length in which a moment lies; stretches are open at their beginning.
    Instant endOf(Instant at) {
        long length = seconds * 1000L;
        return Instant.ofEpochMilli(Math.ceilDiv(at.toEpochMilli(), length) * length);
    }

    /// The last end that is not after that moment.
    Instant endBefore(Instant at) {
        long length = seconds * 1000L;
        return Instant.ofEpochMilli(Math.floorDiv(at.toEpochMilli(), length) * length);
    }
}
