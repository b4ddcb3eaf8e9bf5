package dev.opsdeck.api.alerts;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// An alert and its steps, oldest first.
///
/// @param recording what was recorded before it became critical; null when it has not
public record AlertDetail(
        Alert alert,
        List<AlertTransition> transitions,
        @Nullable AlertRecording recording) {

    public AlertDetail {
        transitions = List.copyOf(transitions);
    }
}
