package dev.opsdeck.api.alerts;

import java.util.List;

/// An alert and its steps, oldest first.
public record AlertDetail(Alert alert, List<AlertTransition> transitions) {

    public AlertDetail {
        transitions = List.copyOf(transitions);
    }
}
