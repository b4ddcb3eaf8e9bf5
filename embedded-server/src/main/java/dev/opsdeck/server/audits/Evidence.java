package dev.opsdeck.server.audits;

import dev.opsdeck.api.alerts.Alert;
import dev.opsdeck.api.alerts.Silence;
import dev.opsdeck.api.audits.AuditCapacity;
import dev.opsdeck.api.audits.AuditKind;
import dev.opsdeck.api.audits.AuditRequests;
import dev.opsdeck.api.audits.MeasuredPeriod;
import dev.opsdeck.api.caches.CacheFigures;
import dev.opsdeck.api.capacity.CapacityStanding;
import dev.opsdeck.api.loadruns.LoadComparison;
import dev.opsdeck.api.loadruns.LoadRun;
import dev.opsdeck.api.requests.QueryReport;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Where reports get what they tell: the other features, as the wiring hands them over. Each may wait for the
/// database.
///
/// @param since     when the oldest second that is known was measured; null when there is none
/// @param requests  what the log of requests kept
/// @param queries   what the statements of this process did, those first that took the most time
/// @param loadRuns  that began in the period, newest first
/// @param baselines the baseline runs that ran their time and began before a moment, newest first
/// @param standing  what the server bears and what more costs, with the peaks of a period
/// @param compare   two load runs by their numbers, the former first
public record Evidence(
        Supplier<@Nullable Instant> since,
        Measurement measured,
        Periodic<AuditRequests> requests,
        Supplier<QueryReport> queries,
        Supplier<List<CacheFigures>> caches,
        Periodic<List<LoadRun>> loadRuns,
        Function<Instant, List<LoadRun>> baselines,
        BiFunction<Long, Long, LoadComparison> compare,
        Supplier<AuditCapacity> capacity,
        Periodic<AlertHistory> alerts,
        Periodic<CapacityStanding> standing) {

    /// Alerts and silences; others than those of the period do no harm.
    public record AlertHistory(List<Alert> alerts, List<Silence> silences) {

        public AlertHistory {
            alerts = List.copyOf(alerts);
            silences = List.copyOf(silences);
        }
    }

    /// What was measured in a period.
    @FunctionalInterface
    public interface Measurement {

        /// @param zone whose midnights part the days
        MeasuredPeriod of(Instant from, Instant to, ZoneId zone);
    }

    /// What is known of a period.
    @FunctionalInterface
    public interface Periodic<T> {

        /// @param to excluded
        T of(Instant from, Instant to);
    }

    /// All that a report of that period tells.
    Facts facts(Period period, Instant now, String version) {
        Period former = period.before();
        return new Facts(
                period,
                former,
                now,
                version,
                measured.of(period.from(), period.to(), period.zone()),
                measured.of(former.from(), former.to(), former.zone()).whole(),
                requests.of(period.from(), period.to()),
                queries.get(),
                caches.get(),
                loadRuns.of(period.from(), period.to()),
                Regression.of(baselines.apply(period.to()), compare),
                capacity.get(),
                Alarms.of(alerts.of(period.from(), period.to()), period.from(), period.to()),
                period.kind() == AuditKind.WEEKLY ? null : standing.of(period.from(), period.to()));
    }
}
