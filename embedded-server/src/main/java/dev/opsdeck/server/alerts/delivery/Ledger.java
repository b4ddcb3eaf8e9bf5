package dev.opsdeck.server.alerts.delivery;

import dev.opsdeck.api.alerts.Alert;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Everything that [Grouping] decides by, as it is stored.
///
/// @param alerts what fires, and what is over but was told of; pending ones are not among them
/// @param told   what channels were told of
/// @param groups when the news of a server goes out next
/// @param busy   channels that have not delivered everything yet
record Ledger(List<Alert> alerts, List<Told> told, Map<String, Instant> groups, Set<String> busy) {

    Ledger {
        alerts = List.copyOf(alerts);
        told = List.copyOf(told);
        groups = Map.copyOf(groups);
        busy = Set.copyOf(busy);
    }
}
