package dev.opsdeck.server.alerts;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Where a level of a rule is on a server while it has an alert. Durations are counted, not taken from the clock, so
/// that time which nobody watched does not count.
///
/// @param pendingSince when the condition began to hold
/// @param heldMillis   how long it has held
/// @param firingSince  null while it is pending
/// @param clearMillis  of a firing one: for how long the condition has not held; null when it holds
/// @param away         it began to fire in stored seconds, evaluated afterwards
record LevelState(
        Instant pendingSince,
        long heldMillis,
        @Nullable Instant firingSince,
        @Nullable Long clearMillis,
        boolean away) {

    boolean firing() {
        return firingSince != null;
    }
}
