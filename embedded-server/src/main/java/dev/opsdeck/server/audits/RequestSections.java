package dev.opsdeck.server.audits;

import dev.opsdeck.api.audits.AuditFault;
import dev.opsdeck.api.audits.AuditRequests;
import dev.opsdeck.api.audits.AuditSection;
import dev.opsdeck.api.audits.AuditSlow;
import dev.opsdeck.api.caches.CacheFigures;
import dev.opsdeck.api.requests.QueryFigures;
import dev.opsdeck.api.requests.QueryReport;
import dev.opsdeck.api.requests.QuerySuspect;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What single requests, statements and caches did, in words. Pure.
final class RequestSections {

    private RequestSections() {}

    static List<AuditSection> of(Facts facts) {
        return List.of(errors(facts), slow(facts), queries(facts), suspects(facts), caches(facts));
    }

    private static AuditSection errors(Facts facts) {
        ZoneId zone = facts.period().zone();
        Cells cells = new Cells(4, "Route", "Status", "Error", "Last", "Requests");
        long listed = 0;
        for (AuditFault fault : facts.requests().faults()) {
            listed += fault.requests();
            cells.row(
                    fault.route(),
                    Integer.toString(fault.status()),
                    both(fault.error(), fault.message()),
                    Words.moment(fault.last(), zone),
                    Words.count(fault.requests()));
        }
        List<String> sentences = new ArrayList<>();
        if (facts.measured().whole().seconds() > 0) {
            sentences.add(Words.count(facts.measured().whole().errors(), "request")
                    + " failed; the log of requests tells" + " of " + Words.count(listed) + ".");
        } else if (listed == 0) {
            sentences.add("The log of requests has no failed request of this period.");
        }
        sentences.addAll(forgotten(facts));
        return new AuditSection("Error log", sentences, List.of(), cells.tables());
    }

    private static String both(@Nullable String error, @Nullable String message) {
        if (error == null) {
            return message == null ? Words.NONE : message;
        }
        return message == null ? error : error + ": " + message;
    }

    private static AuditSection slow(Facts facts) {
        AuditRequests requests = facts.requests();
        Cells cells = new Cells(3, "Route", "Slowest", "When", "Took", "Slow requests");
        for (AuditSlow slow : requests.slow()) {
            cells.row(
                    slow.route(),
                    slow.url(),
                    Words.moment(slow.at(), facts.period().zone()),
                    Words.millis(slow.slowestMillis()),
                    Words.count(slow.requests()));
        }
        List<String> sentences = new ArrayList<>();
        String threshold = "slow is now what takes " + Words.count(requests.slowMillis()) + " ms or longer";
        sentences.add(
                requests.slow().isEmpty()
                        ? "The log of requests has no slow request of this period; " + threshold + "."
                        : "The slowest request of each route; " + threshold + ".");
        sentences.addAll(forgotten(facts));
        return new AuditSection("Worst requests", sentences, List.of(), cells.tables());
    }

    /// What the log does not know any more must be said, or its silence would be taken for calm.
    private static List<String> forgotten(Facts facts) {
        Instant since = facts.requests().since();
        return since == null || !since.isAfter(facts.period().from())
                ? List.of()
                : List.of("The oldest entry of the log of requests is of "
                        + Words.moment(since, facts.period().zone())
                        + ": if there were older ones, they are forgotten.");
    }

    private static AuditSection queries(Facts facts) {
        QueryReport report = facts.queries();
        Cells cells = new Cells(2, "Statement", "Route", "Calls", "p95", "Slowest", "Together");
        for (QueryFigures query : report.data()) {
            cells.row(
                    query.statement(),
                    query.route() == null ? "the server's own work" : query.route(),
                    Words.count(query.calls()),
                    Words.millis(query.p95Millis()),
                    Words.millis(query.maxMillis()),
                    Words.millis(query.totalMillis()));
        }
        return new AuditSection("Worst queries", List.of(counted(facts)), List.of(), cells.tables());
    }

    private static AuditSection suspects(Facts facts) {
        Cells cells = new Cells(3, "Statement", "Route", "Code", "Most in one", "Requests", "Time lost");
        for (QuerySuspect suspect : facts.queries().suspects()) {
            cells.row(
                    suspect.statement(),
                    suspect.route(),
                    suspect.codeLine() == null ? Words.NONE : suspect.codeLine(),
                    Words.count(suspect.executions()),
                    Words.count(suspect.requests()),
                    Words.millis(suspect.totalLostMillis()));
        }
        String found = facts.queries().suspects().isEmpty()
                ? "No request executed a statement five times or more for over 50 ms together."
                : "Statements that single requests executed five times or more, for over 50 ms together.";
        return new AuditSection("Repeated statements (N+1)", List.of(found, counted(facts)), List.of(), cells.tables());
    }

    private static String counted(Facts facts) {
        return "Counted by the server that wrote this, since "
                + Words.moment(facts.queries().since(), facts.period().zone()) + ".";
    }

    private static AuditSection caches(Facts facts) {
        Cells cells = new Cells(2, "Cache", "Level", "Hit rate", "Hits", "Misses", "Evictions");
        for (CacheFigures cache : facts.caches()) {
            cells.row(
                    cache.cache(),
                    cache.level(),
                    cache.hitShare() == null ? Words.NONE : Words.percent(cache.hitShare()),
                    Words.count(cache.hits()),
                    Words.count(cache.misses()),
                    Words.count(cache.evictions()));
        }
        Double share = facts.measured().whole().cacheHitShare();
        String whole = share == null
                ? "Nothing was looked up in this period."
                : Words.percent(share) + " of all lookups of this period were answered by a cache.";
        String each = "Each cache, counted by the server that wrote this since it started.";
        return new AuditSection("Caches", List.of(whole, each), List.of(), cells.tables());
    }
}
