package dev.opsdeck.server.audits;

import dev.opsdeck.api.audits.AuditKind;
import dev.opsdeck.api.audits.AuditReport;
import dev.opsdeck.api.audits.AuditSection;
import dev.opsdeck.api.audits.Measured;
import java.util.ArrayList;
import java.util.List;

/// Writes a report. Pure: the same facts give the same report.
final class ReportWriter {

    private ReportWriter() {}

    static AuditReport write(Facts facts) {
        Measured now = facts.measured().whole();
        var figures = Comparison.of(now, facts.before());
        var trends = Trends.of(facts.measured().days());
        return new AuditReport(
                facts.period().kind(),
                facts.period().from(),
                facts.period().to(),
                facts.period().zone().getId(),
                facts.now(),
                facts.version(),
                facts.former().from(),
                now,
                facts.before(),
                facts.measured().days(),
                facts.measured().nodes(),
                figures,
                trends,
                facts.requests(),
                facts.queries(),
                facts.caches(),
                facts.loadRuns(),
                facts.regression(),
                facts.capacity(),
                facts.alerts(),
                facts.standing(),
                sections(facts));
    }

    private static List<AuditSection> sections(Facts facts) {
        List<AuditSection> sections = new ArrayList<>(TrafficSections.of(facts));
        sections.addAll(RequestSections.of(facts));
        sections.add(Alarms.section(facts.alerts(), facts));
        sections.add(LoadSection.of(facts, facts.period().kind() != AuditKind.WEEKLY));
        sections.add(CapacitySection.of(facts));
        sections.addAll(StandingSections.of(facts.standing(), facts.period().kind() == AuditKind.QUARTERLY));
        return sections;
    }
}
