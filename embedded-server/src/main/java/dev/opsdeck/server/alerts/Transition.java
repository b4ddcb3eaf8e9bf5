package dev.opsdeck.server.alerts;

import dev.opsdeck.api.alerts.AlertState;
import dev.opsdeck.api.alerts.Severity;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A step of a level's alert.
///
/// @param from  null when it begins
/// @param state the level's after the step; of a resolved one the last before
/// @param value in the metric's own unit; null when there was none
record Transition(
        Severity severity,
        Instant at,
        @Nullable AlertState from,
        AlertState to,
        LevelState state,
        @Nullable Double value) {}
