package dev.opsdeck.server.audits;

import dev.opsdeck.api.audits.AuditKind;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.Set;

/// When reports write themselves.
///
/// @param at    time of the day after the end of the period
/// @param zone  of that time, and whose midnights part days and periods
/// @param kinds which write themselves; the others are written when somebody asks
/// @param mail  whether those that write themselves are mailed, where mail is set up
public record AuditSettings(LocalTime at, ZoneId zone, Set<AuditKind> kinds, boolean mail) {

    /// Six in the morning.
    public static final LocalTime DEFAULT_AT = LocalTime.of(6, 0);

    public AuditSettings {
        kinds = Set.copyOf(kinds);
    }

    /// All kinds, in the zone of this machine.
    public static AuditSettings standard() {
        return new AuditSettings(DEFAULT_AT, ZoneId.systemDefault(), EnumSet.allOf(AuditKind.class), false);
    }
}
