package dev.opsdeck.server.alerts;

import dev.opsdeck.api.alerts.Severity;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Where a rule is on a server: all that a restart must remember.
///
/// @param at     when it was last evaluated; null: never
/// @param levels those that have an alert
record RuleState(@Nullable Instant at, Map<Severity, LevelState> levels) {

    /// A rule whose condition does not hold. It needs no time: nothing is counted.
    static final RuleState INACTIVE = new RuleState(null, Map.of());

    RuleState {
        levels = Map.copyOf(levels);
    }

    boolean inactive() {
        return levels.isEmpty();
    }
}
