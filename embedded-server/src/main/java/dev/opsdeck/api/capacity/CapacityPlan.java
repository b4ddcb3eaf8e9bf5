package dev.opsdeck.api.capacity;

import dev.opsdeck.api.Check;
import dev.opsdeck.api.InvalidField;
import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;

/// What capacity may cost: phases that are paid by the month, and what is bought or built in each.
///
/// @param currency      ISO 4217 code of all its prices
/// @param growthPercent by how much the peaks are expected to grow in a month, 0 to 100
/// @param phases        three, the cheapest first
/// @param items         at most 50
public record CapacityPlan(String currency, BigDecimal growthPercent, List<PlanPhase> phases, List<PlanItem> items) {

    /// How many phases there are.
    public static final int PHASES = 3;

    private static final int MOST_ITEMS = 50;

    public CapacityPlan {
        currency = Check.currency("currency", currency);
        growthPercent = Check.amount("growthPercent", growthPercent, "0", "100");
        if (phases == null || phases.size() != PHASES || phases.stream().anyMatch(Objects::isNull)) {
            throw new InvalidField("phases", "'phases' must be three.");
        }
        if (items == null || items.size() > MOST_ITEMS || items.stream().anyMatch(Objects::isNull)) {
            throw new InvalidField("items", "'items' must be a list of at most " + MOST_ITEMS + ".");
        }
        phases = List.copyOf(phases);
        items = List.copyOf(items);
    }
}
