package dev.opsdeck.api.alerts;

import dev.opsdeck.api.Check;
import dev.opsdeck.api.InvalidField;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A silence as a caller writes it. Without rule, server and severity it is for every alert: a mute time.
///
/// @param from       now when null
/// @param until      at most 400 days after `from`
/// @param recurrence only in these hours; null: all the time
/// @param reason     at most 500 characters
public record SilenceDraft(
        @Nullable String rule,
        @Nullable String server,
        @Nullable Severity severity,
        @Nullable Instant from,
        Instant until,
        @Nullable Recurrence recurrence,
        String reason) {

    private static final Instant LATEST = Instant.parse("2200-01-01T00:00:00Z");

    public SilenceDraft {
        rule = rule == null || rule.isBlank() ? null : Check.text("rule", rule, 100);
        server = server == null || server.isBlank() ? null : Check.text("server", server, 200);
        if (until == null || until.isAfter(LATEST) || until.isBefore(Instant.EPOCH)) {
            throw new InvalidField("until", "'until' must be a time between the years 1970 and 2200.");
        }
        if (from != null && !from.isBefore(until)) {
            throw new InvalidField("from", "'from' must be before 'until'.");
        }
        if (from != null && Duration.between(from, until).toDays() > 400) {
            throw new InvalidField("until", "A silence lasts at most 400 days.");
        }
        reason = Check.text("reason", reason, 500);
    }
}
