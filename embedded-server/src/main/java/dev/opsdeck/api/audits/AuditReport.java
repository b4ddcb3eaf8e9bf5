package dev.opsdeck.api.audits;

import dev.opsdeck.api.caches.CacheFigures;
import dev.opsdeck.api.capacity.CapacityStanding;
import dev.opsdeck.api.loadruns.LoadRun;
import dev.opsdeck.api.requests.QueryReport;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What is known of a period. Written once and never changed.
///
/// @param zone       whose midnights begin the days
/// @param version    of the server that wrote it
/// @param formerFrom begin of the period before, which ends where this one begins
/// @param measured   the period; what is not known is absent and never zero
/// @param former     the period before
/// @param days       of the period, also those of which nothing is known
/// @param nodes      the servers that measured in the period
/// @param queries    of the server that wrote it, since it started: the statements that took the most time
/// @param caches     of the server that wrote it, since it started
/// @param loadRuns   that began in the period
/// @param regression null when there was no baseline run
/// @param standing   what the server bears and what more costs; null in a weekly report and in one of before that
///                   was told
/// @param sections   the same in words, tables and charts
public record AuditReport(
        AuditKind kind,
        Instant from,
        Instant to,
        String zone,
        Instant madeAt,
        String version,
        Instant formerFrom,
        Measured measured,
        Measured former,
        List<Measured> days,
        List<String> nodes,
        List<AuditFigure> figures,
        List<AuditTrend> trends,
        AuditRequests requests,
        QueryReport queries,
        List<CacheFigures> caches,
        List<LoadRun> loadRuns,
        @Nullable AuditRegression regression,
        AuditCapacity capacity,
        AuditAlerts alerts,
        @Nullable CapacityStanding standing,
        List<AuditSection> sections) {

    public AuditReport {
        days = List.copyOf(days);
        nodes = List.copyOf(nodes);
        figures = List.copyOf(figures);
        trends = List.copyOf(trends);
        caches = List.copyOf(caches);
        loadRuns = List.copyOf(loadRuns);
        sections = List.copyOf(sections);
    }
}
