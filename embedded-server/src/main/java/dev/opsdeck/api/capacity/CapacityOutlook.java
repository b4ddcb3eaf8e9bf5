package dev.opsdeck.api.capacity;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// When which limit is reached if the peaks grow as the plan says, and what covers it.
///
/// @param headline the first limit that is reached, in a sentence
/// @param limits   those that are looked at, also where nothing is known
/// @param phases   what each costs
/// @param remarks  what a reader of it must know, as sentences
public record CapacityOutlook(String headline, List<Limit> limits, List<Phase> phases, List<String> remarks) {

    public CapacityOutlook {
        limits = List.copyOf(limits);
        phases = List.copyOf(phases);
        remarks = List.copyOf(remarks);
    }

    /// When a limit of the server as it is now is reached.
    ///
    /// @param key      `throughput`, `users`, `connections` or `memory`
    /// @param used     at the peak now; null when it is not known
    /// @param limit    null when it is not known
    /// @param unit     as in [Headroom]
    /// @param month    such as `2027-03`; null when it is not reached within three years, or not known
    /// @param phase    the first that covers what is then needed, from 1; null when none does or none is needed
    /// @param sentence the same in words
    public record Limit(
            String key,
            String title,
            @Nullable Double used,
            @Nullable Double limit,
            String unit,
            @Nullable String month,
            @Nullable Integer phase,
            String sentence) {}

    /// @param price what it may cost a month
    /// @param items what its items and those of the phases before cost a month
    /// @param over  whether that is more
    public record Phase(int phase, String name, BigDecimal price, BigDecimal items, boolean over) {}
}
