package dev.opsdeck.api.capacity;

import java.util.List;

/// Something to do, or to leave as it is, with the figures that say so.
///
/// @param key      `ramp`, `pool`, `replicas`, `read-replicas` or `users`
/// @param state    unknown when figures are missing: the text then says how to get them
/// @param evidence figures and where they come from, a sentence each
public record CapacityAdvice(String key, CapacityState state, String title, String text, List<String> evidence) {

    public CapacityAdvice {
        evidence = List.copyOf(evidence);
    }
}
