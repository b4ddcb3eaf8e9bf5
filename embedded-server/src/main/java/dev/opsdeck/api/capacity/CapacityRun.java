package dev.opsdeck.api.capacity;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A ramp run that a fit was made of.
///
/// @param capacityPerSecond the rate of its last step that kept the goals; null when the first did not
/// @param brokenBy          which goal the next step broke; null when none did, so that the capacity is at least
///                          that
/// @param remarks           sentences that a reader of its figures must know
public record CapacityRun(
        long id,
        Instant startedAt,
        String target,
        @Nullable Double capacityPerSecond,
        @Nullable String brokenBy,
        List<String> remarks) {

    public CapacityRun {
        remarks = List.copyOf(remarks);
    }
}
