package dev.opsdeck.server.history;

import dev.opsdeck.api.capacity.CapacityPeaks;
import dev.opsdeck.api.capacity.CapacityPeaks.BusyUsers;
import dev.opsdeck.api.capacity.CapacityPeaks.Value;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Finds the highest minutes. One thread.
final class PeakTally {

    /// A minute that was measured for less says little of a minute.
    private static final double LEAST_SECONDS = 30;

    /// A day with fewer minutes does not tell what is always in memory.
    private static final int LEAST_MINUTES = 60;

    private final Instant begin;
    private final double usersAdvised;
    private final Map<String, Busy> busy = new HashMap<>();
    private final Map<String, Floor> floors = new HashMap<>();
    private long minutes;
    private long loadMinutes;
    private @Nullable Value perSecond;
    private @Nullable Value users;
    private @Nullable Value dbActive;
    private @Nullable Value memory;
    private @Nullable Value cpu;
    private @Nullable BusyUsers longest;

    /// A minute of a server.
    ///
    /// @param memoryMin lowest heap in use
    /// @param cpuMean   over its seconds
    /// @param usersMean over its seconds
    record Minute(
            String node,
            Instant at,
            double seconds,
            long requests,
            long loadRequests,
            double usersMax,
            double usersMean,
            double dbMax,
            double memoryMin,
            double cpuMean) {}

    private record Floor(long day, double bytes, Instant until, int minutes) {}

    private record Busy(Instant from, Instant to, int minutes, double sum) {}

    /// @param begin from when days are counted
    PeakTally(Instant begin, double usersAdvised) {
        this.begin = begin;
        this.usersAdvised = usersAdvised;
    }

    /// The next minute of its server, in the order of time.
    void add(Minute minute) {
        minutes++;
        if (minute.seconds() >= LEAST_SECONDS) {
            long own = Math.max(0, minute.requests() - minute.loadRequests());
            perSecond = higher(perSecond, own / minute.seconds(), minute);
        }
        users = higher(users, minute.usersMax(), minute);
        if (minute.loadRequests() > 0) {
            loadMinutes++;
        } else {
            dbActive = higher(dbActive, minute.dbMax(), minute);
            cpu = higher(cpu, minute.cpuMean(), minute);
        }
        sink(minute);
        follow(minute);
    }

    private void sink(Minute minute) {
        // A minute belongs to the day in which it ends; a day is open at its beginning.
        long day = Duration.between(begin, minute.at().minusMillis(1)).toDays();
        Floor before = floors.get(minute.node());
        if (before != null && before.day() != day) {
            endDay(before, minute.node());
            before = null;
        }
        floors.put(
                minute.node(),
                before == null
                        ? new Floor(day, minute.memoryMin(), minute.at(), 1)
                        : new Floor(
                                day, Math.min(before.bytes(), minute.memoryMin()), minute.at(), before.minutes() + 1));
    }

    private void follow(Minute minute) {
        if (!(minute.usersMean() > usersAdvised)) {
            busy.remove(minute.node());
            return;
        }
        Busy before = busy.get(minute.node());
        boolean goesOn =
                before != null && Duration.between(before.to(), minute.at()).toSeconds() <= Tier.MINUTE.seconds();
        Busy now = before == null || !goesOn
                ? new Busy(minute.at().minusSeconds(Tier.MINUTE.seconds()), minute.at(), 1, minute.usersMean())
                : new Busy(before.from(), minute.at(), before.minutes() + 1, before.sum() + minute.usersMean());
        busy.put(minute.node(), now);
        if (longest == null || now.minutes() > longest.minutes()) {
            longest = new BusyUsers(now.from(), now.to(), now.minutes(), now.sum() / now.minutes(), minute.node());
        }
    }

    private void endDay(Floor floor, String node) {
        boolean known = floor.minutes() >= LEAST_MINUTES;
        if (known && (memory == null || floor.bytes() > memory.value())) {
            memory = new Value(floor.bytes(), floor.until(), node);
        }
    }

    private static Value higher(@Nullable Value highest, double value, Minute minute) {
        return highest == null || value > highest.value() ? new Value(value, minute.at(), minute.node()) : highest;
    }

    /// What was found until that moment. Called once.
    CapacityPeaks read(Instant to) {
        floors.forEach((node, floor) -> endDay(floor, node));
        return new CapacityPeaks(begin, to, minutes, loadMinutes, perSecond, users, dbActive, memory, cpu, longest);
    }
}
