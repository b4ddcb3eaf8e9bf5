package dev.opsdeck.server.audits;

import dev.opsdeck.api.audits.Audit;
import dev.opsdeck.api.audits.AuditDetail;
import dev.opsdeck.api.audits.AuditItem;
import dev.opsdeck.api.audits.AuditReport;
import dev.opsdeck.api.audits.AuditSection;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/// An audit as it is printed, in whatever format: the report, what persons did with it, and whether it is whole.
/// Pure.
///
/// @param head lines below the title
record Paper(String title, List<String> head, List<AuditSection> sections) {

    static Paper of(AuditDetail detail) {
        Audit audit = detail.audit();
        AuditReport report = detail.report();
        ZoneId zone = report == null ? ZoneOffset.UTC : ZoneId.of(report.zone());
        List<String> head = new ArrayList<>();
        head.add("Audit " + audit.id() + ", written by " + audit.author() + " on " + audit.node() + " at "
                + Words.moment(audit.madeAt(), zone) + " (" + (zone.equals(ZoneOffset.UTC) ? "UTC" : zone.getId())
                + ").");
        head.add("SHA-256 " + audit.hash());
        if (!audit.whole()) {
            head.add("NOT WHOLE. " + audit.fault());
        }
        List<AuditSection> sections = new ArrayList<>();
        sections.add(signature(detail, zone));
        if (report != null) {
            sections.addAll(report.sections());
        }
        return new Paper(
                Words.kind(audit.kind()) + " audit, " + Words.period(audit.from(), audit.to(), zone), head, sections);
    }

    private static AuditSection signature(AuditDetail detail, ZoneId zone) {
        Audit audit = detail.audit();
        List<String> sentences = new ArrayList<>();
        if (audit.signedAt() == null) {
            sentences.add("Not signed; " + audit.openItems() + " of " + audit.items() + " points are open.");
        } else {
            sentences.add(
                    "Signed by " + (audit.signedBy() == null ? "somebody whose name cannot be read" : audit.signedBy())
                            + " at " + Words.moment(audit.signedAt(), zone) + ".");
        }
        if (detail.note() != null) {
            sentences.add(detail.note());
        }
        Cells cells = new Cells(2, "Point", "State");
        for (AuditItem item : detail.items()) {
            String state = item.doneBy() == null || item.doneAt() == null
                    ? "open"
                    : "done, " + item.doneBy() + ", " + Words.moment(item.doneAt(), zone);
            cells.row(item.text(), state);
        }
        return new AuditSection("Looked at by a person", sentences, List.of(), cells.tables());
    }
}
