package dev.opsdeck.server.audits;

import dev.opsdeck.api.audits.AuditCapacity;
import dev.opsdeck.api.audits.AuditSection;
import dev.opsdeck.api.audits.Measured;
import dev.opsdeck.api.audits.Spread;
import java.util.List;
import java.util.function.DoubleFunction;
import org.jspecify.annotations.Nullable;

/// How close the peaks of a period came to what one server has. Pure.
final class CapacitySection {

    private CapacitySection() {}

    static AuditSection of(Facts facts) {
        Measured now = facts.measured().whole();
        AuditCapacity capacity = facts.capacity();
        Cells cells = new Cells(2, "What", "When", "Most", "Limit", "Used");
        row(cells, facts, "Connections", now.dbActive(), capacity.dbMax(), Words::figure);
        row(cells, facts, "Heap", now.memoryBytes(), (double) capacity.memoryMaxBytes(), Words::bytes);
        row(cells, facts, "Users", now.usersActive(), capacity.usersAdvised(), Words::figure);
        if (cells.tables().isEmpty()) {
            return new AuditSection(
                    "Capacity",
                    List.of("Nothing was measured in this period, so its peaks are not known."),
                    List.of(),
                    List.of());
        }
        return new AuditSection(
                "Capacity",
                List.of(
                        "The peaks of one server beside what the server that wrote this has now. Users count for five"
                                + " minutes after their last request; from " + capacity.usersAdvised()
                                + " at once on, sustained, it is time to scale out.",
                        "The heap's peak includes what the next collection would have freed: how much is always in use"
                                + " is under Trends."),
                List.of(),
                cells.tables());
    }

    private static void row(
            Cells cells,
            Facts facts,
            String what,
            @Nullable Spread spread,
            double limit,
            DoubleFunction<String> words) {
        if (spread != null) {
            cells.row(
                    what,
                    Words.moment(spread.maxAt(), facts.period().zone()),
                    words.apply(spread.max()),
                    words.apply(limit),
                    limit > 0 ? Words.percent(spread.max() / limit) : Words.NONE);
        }
    }
}
