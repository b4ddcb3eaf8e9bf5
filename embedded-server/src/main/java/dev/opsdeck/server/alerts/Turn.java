package dev.opsdeck.server.alerts;

import dev.opsdeck.api.alerts.Alert;
import dev.opsdeck.api.alerts.AlertTransition;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What one moment of a server changed: stored together, or not at all.
///
/// @param at          up to when everything of the server is evaluated; null: as before
/// @param states      of rules that moved on
/// @param alerts      as they are now
/// @param transitions steps of these
record Turn(
        String server,
        @Nullable Instant at,
        List<StateRow> states,
        List<Alert> alerts,
        List<AlertTransition> transitions) {

    Turn {
        states = List.copyOf(states);
        alerts = List.copyOf(alerts);
        transitions = List.copyOf(transitions);
    }

    /// The state of a rule on a server.
    ///
    /// @param state inactive: not to be remembered
    record StateRow(String server, String rule, RuleState state) {}

    boolean empty() {
        return at == null && states.isEmpty() && alerts.isEmpty();
    }
}
