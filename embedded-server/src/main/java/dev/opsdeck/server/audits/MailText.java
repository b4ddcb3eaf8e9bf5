package dev.opsdeck.server.audits;

import dev.opsdeck.api.audits.AuditDetail;
import dev.opsdeck.api.audits.AuditFigure;
import dev.opsdeck.api.audits.AuditReport;
import dev.opsdeck.api.audits.AuditSection;
import java.util.ArrayList;
import java.util.List;

/// What a mail says of a report: what was measured, the figures with their change, and what is to be done. Pure.
final class MailText {

    private MailText() {}

    static List<String> of(AuditDetail detail) {
        List<String> lines = new ArrayList<>();
        AuditReport report = detail.report();
        if (report != null) {
            report.sections().stream().limit(1).map(AuditSection::sentences).forEach(lines::addAll);
            report.figures().stream()
                    .filter(figure -> figure.value() != null)
                    .map(MailText::figure)
                    .forEach(lines::add);
        }
        lines.add(detail.audit().openItems() + " points need a person: tick and sign them on the page Audits.");
        lines.add("SHA-256 " + detail.audit().hash());
        return lines;
    }

    private static String figure(AuditFigure figure) {
        String now = figure.title() + ": " + Words.value(figure.metric(), figure.unit(), figure.value());
        return figure.former() == null
                ? now
                : now + " (" + Words.value(figure.metric(), figure.unit(), figure.former()) + " before"
                        + (figure.change() == null ? ")" : ", " + Words.change(figure.change()) + ")");
    }
}
