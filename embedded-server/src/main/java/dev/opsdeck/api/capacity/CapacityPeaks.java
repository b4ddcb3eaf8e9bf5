package dev.opsdeck.api.capacity;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// The highest figures of one server in everyday use, a minute at a time. Requests of load runs are not counted, and
/// minutes with such a run say nothing of connections and CPU.
///
/// @param minutes       measured, of all servers that share the database
/// @param loadMinutes   of them, those with a load run
/// @param perSecond     requests a second, over a minute
/// @param users         distinct clients of the last five minutes
/// @param dbActive      connections in use
/// @param memoryBytes   of the days, the highest of their lowest heap in use: what is always there
/// @param cpuShare      over a minute, 0 to 1 of all cores
/// @param busyUsers     the longest stretch with more users than are advised; null when there was none
public record CapacityPeaks(
        Instant from,
        Instant to,
        long minutes,
        long loadMinutes,
        @Nullable Value perSecond,
        @Nullable Value users,
        @Nullable Value dbActive,
        @Nullable Value memoryBytes,
        @Nullable Value cpuShare,
        @Nullable BusyUsers busyUsers) {

    /// @param at   the end of its minute; of memory, of its day's last minute
    /// @param node the server
    public record Value(double value, Instant at, String node) {}

    /// A stretch of minutes, each with more users than are advised.
    ///
    /// @param minutes one after the other
    /// @param mean    users over them
    public record BusyUsers(Instant from, Instant to, int minutes, double mean, String node) {}
}
