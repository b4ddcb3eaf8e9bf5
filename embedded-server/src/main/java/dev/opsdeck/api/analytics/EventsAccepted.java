package dev.opsdeck.api.analytics;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What became of a batch of events.
///
/// @param taken    counted now
/// @param repeated known already by their id, not counted again
/// @param refused  not counted, each with its reason in `refusals` (at most the first 100)
public record EventsAccepted(int taken, int repeated, int refused, List<Refusal> refusals) {

    public EventsAccepted {
        refusals = List.copyOf(refusals);
    }

    /// @param index  place in the batch, from 0
    /// @param reason a sentence for the sender
    public record Refusal(int index, @Nullable String id, String reason) {}
}
