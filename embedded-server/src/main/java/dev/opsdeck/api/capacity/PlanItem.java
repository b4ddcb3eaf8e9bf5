package dev.opsdeck.api.capacity;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.opsdeck.api.Check;
import dev.opsdeck.api.InvalidField;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/// Something that is bought or built for capacity.
///
/// @param name     at most 100 characters
/// @param cost     a month
/// @param effort   to build it
/// @param impact   on what the server bears
/// @param priority 1 is first, 9 last
/// @param phase    from 1
/// @param note     what it brings; at most 300 characters
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PlanItem(
        String name,
        BigDecimal cost,
        PlanLevel effort,
        PlanLevel impact,
        int priority,
        int phase,
        @Nullable String note) {

    public PlanItem {
        name = Check.text("name", name, 100).strip();
        cost = Check.amount("cost", cost, "0", "1000000");
        effort = there("effort", effort);
        impact = there("impact", impact);
        Check.range("priority", priority, 1, 9);
        Check.range("phase", phase, 1, CapacityPlan.PHASES);
        note = Check.optionalText("note", note, 300);
    }

    private static PlanLevel there(String field, @Nullable PlanLevel level) {
        if (level == null) {
            throw new InvalidField(field, "'" + field + "' is missing: it must be low, medium or high.");
        }
        return level;
    }
}
