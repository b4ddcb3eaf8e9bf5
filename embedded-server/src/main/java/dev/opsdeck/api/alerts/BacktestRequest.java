package dev.opsdeck.api.alerts;

import dev.opsdeck.api.InvalidField;
import java.time.Instant;

/// When would this rule have fired?
///
/// @param rule as it would be saved
/// @param from not included
/// @param to   included; seconds are kept for a day
public record BacktestRequest(AlertRule rule, Instant from, Instant to) {

    public BacktestRequest {
        if (rule == null) {
            throw new InvalidField("rule", "'rule' is missing.");
        }
        if (from == null || to == null || !from.isBefore(to)) {
            throw new InvalidField("from", "'from' must be before 'to'.");
        }
    }
}
