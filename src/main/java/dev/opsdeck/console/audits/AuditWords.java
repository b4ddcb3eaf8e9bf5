package dev.opsdeck.console.audits;

import dev.opsdeck.api.audits.Audit;
import dev.opsdeck.api.audits.AuditFormat;
import dev.opsdeck.api.audits.AuditKind;
import dev.opsdeck.console.ui.Formats;
import dev.opsdeck.console.ui.State;
import java.time.Instant;
import java.time.LocalTime;
import java.util.Locale;

/// The words of the Audits page. Pure.
final class AuditWords {

    private AuditWords() {}

    static String kind(AuditKind kind) {
        return switch (kind) {
            case WEEKLY -> "Weekly";
            case MONTHLY -> "Monthly";
            case QUARTERLY -> "Quarterly";
        };
    }

    /// `16 Nov – 22 Nov`, or with times when it does not consist of whole days here.
    static String period(Audit audit, Formats formats, Instant now) {
        boolean days = midnight(audit.from(), formats) && midnight(audit.to(), formats);
        return days
                ? formats.day(audit.from()) + " – " + formats.day(audit.to().minusSeconds(1))
                : formats.moment(audit.from(), now) + " – " + formats.moment(audit.to(), now);
    }

    private static boolean midnight(Instant at, Formats formats) {
        return at.atZone(formats.zone()).toLocalTime().equals(LocalTime.MIDNIGHT);
    }

    static State state(Audit audit) {
        if (!audit.whole()) {
            return State.CRITICAL;
        }
        return audit.signedAt() == null ? State.UNKNOWN : State.OK;
    }

    /// Two or three words.
    static String word(Audit audit) {
        if (!audit.whole()) {
            return "changed";
        }
        if (audit.signedAt() != null) {
            return "signed";
        }
        return audit.openItems() == 0 ? "to be signed" : audit.openItems() + " open";
    }

    /// A sentence.
    static String sentence(Audit audit, Formats formats, Instant now) {
        if (!audit.whole()) {
            return "Not as it was written. " + audit.fault();
        }
        if (audit.signedAt() != null) {
            return "Signed by " + audit.signedBy() + ", " + formats.moment(audit.signedAt(), now) + ".";
        }
        if (audit.openItems() == 0) {
            return "Everything is ticked: it can be signed.";
        }
        return audit.openItems() == 1
                ? "One point needs a person before it can be signed."
                : audit.openItems() + " points need a person before it can be signed.";
    }

    static String fileName(Audit audit, AuditFormat format) {
        return "opsdeck-" + audit.kind().name().toLowerCase(Locale.ROOT) + "-" + audit.id() + "." + ending(format);
    }

    static String ending(AuditFormat format) {
        return switch (format) {
            case JSON -> "json";
            case MARKDOWN -> "md";
            case HTML -> "html";
            case PDF -> "pdf";
        };
    }
}
