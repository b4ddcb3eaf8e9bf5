package dev.opsdeck.server.history;

import dev.opsdeck.api.audits.Measured;
import dev.opsdeck.api.audits.MeasuredPeriod;
import dev.opsdeck.api.metrics.Metric;
import dev.opsdeck.server.db.Database;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/// Adds up the days of a period over all servers that share the database: a day at a time, so that a quarter needs no
/// more memory than a day. Any thread.
final class Days {

    private static final Set<Metric> NEEDED =
            EnumSet.of(Metric.P95, Metric.MEMORY_USED, Metric.CPU_SHARE, Metric.DB_ACTIVE, Metric.USERS_ACTIVE);

    private static final Set<Metric> GAUGES =
            EnumSet.of(Metric.MEMORY_USED, Metric.CPU_SHARE, Metric.DB_ACTIVE, Metric.USERS_ACTIVE);

    private final Database database;
    private final Function<String, List<Stretch>> pending;

    /// @param pending what a node measured and has not stored yet
    Days(Database database, Function<String, List<Stretch>> pending) {
        this.database = database;
        this.pending = pending;
    }

    /// @param zone whose midnights part the days
    MeasuredPeriod measured(Instant from, Instant to, ZoneId zone) {
        List<String> nodes = SampleRepository.nodes(database, from, to);
        Tally whole = new Tally();
        List<Measured> days = new ArrayList<>();
        Instant begin = from;
        while (begin.isBefore(to)) {
            Instant midnight = begin.atZone(zone)
                    .toLocalDate()
                    .plusDays(1)
                    .atStartOfDay(zone)
                    .toInstant();
            Instant end = midnight.isBefore(to) ? midnight : to;
            Tally day = new Tally();
            day.add(stretches(nodes, begin, end));
            days.add(day.read(begin, end));
            whole.add(day);
            begin = end;
        }
        return new MeasuredPeriod(whole.read(from, to), days, nodes);
    }

    private List<List<Stretch>> stretches(List<String> nodes, Instant from, Instant to) {
        return nodes.stream()
                .map(node -> new Coverage(new SampleRepository(database, node))
                        .of(Tier.MINUTE, from, to, NEEDED, pending.apply(node)))
                .map(Days::withoutPercentiles)
                .toList();
    }

    /// A second from memory knows more metrics than those asked for.
    private static List<Stretch> withoutPercentiles(List<Stretch> stretches) {
        return stretches.stream().map(stretch -> stretch.only(GAUGES)).toList();
    }
}
