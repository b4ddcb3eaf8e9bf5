package dev.opsdeck.server.audits;

import dev.opsdeck.api.audits.AuditItem;
import dev.opsdeck.api.audits.AuditKind;
import java.util.List;

/// What no figure can decide: the points that a person looks at before signing.
final class Checklist {

    private Checklist() {}

    /// All open.
    static List<AuditItem> of(AuditKind kind) {
        return switch (kind) {
            case WEEKLY ->
                List.of(
                        item("p95", "Response time: what changed p95 is understood."),
                        item(
                                "error-log",
                                "Error log: each kind of error has a known cause, and somebody who sees to it."),
                        item(
                                "resource-trends",
                                "Resource trends: memory, CPU and connections will not meet a limit before the next audit."),
                        item("cache-hit-rates", "Cache hit rates: no cache lost its hits, and none is without use."));
            case MONTHLY ->
                List.of(
                        item(
                                "load-test-regression",
                                "Load test: a baseline run of this month is no worse than the one before it."),
                        item("slow-queries", "Slow queries: those that take the most time are meant to."),
                        item("n-plus-one", "N+1: each repeated statement is explained or removed."),
                        item("capacity", "Capacity: connections, users and memory leave room for next month."));
            case QUARTERLY ->
                List.of(
                        item("scaling", "Scaling: the number and size of the instances fit the load that is to come."),
                        item("cost", "Cost: what the service costs is worth it, and is within the budget."),
                        item("architecture", "Architecture: nothing in it stands in the way of the next quarter."),
                        item("roadmap", "Roadmap: what this audit showed has its place in it."));
        };
    }

    private static AuditItem item(String key, String text) {
        return new AuditItem(key, text, null, null);
    }
}
