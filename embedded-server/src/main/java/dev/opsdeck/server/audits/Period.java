package dev.opsdeck.server.audits;

import dev.opsdeck.api.audits.AuditKind;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.IsoFields;
import java.time.temporal.TemporalAdjusters;
import org.jspecify.annotations.Nullable;

/// What a report is about. Immutable; pure.
///
/// @param to    excluded
/// @param first the day it begins with, when it is a whole week, month or quarter; null when somebody chose it
record Period(
        AuditKind kind,
        Instant from,
        Instant to,
        ZoneId zone,
        @Nullable LocalDate first) {

    /// The week, month or quarter that begins on that day. A day has 23 or 25 hours when the clocks change.
    private static Period beginning(AuditKind kind, LocalDate first, ZoneId zone) {
        return new Period(
                kind,
                first.atStartOfDay(zone).toInstant(),
                next(kind, first).atStartOfDay(zone).toInstant(),
                zone,
                first);
    }

    /// A stretch of time that somebody chose.
    static Period chosen(AuditKind kind, Instant from, Instant to, ZoneId zone) {
        return new Period(kind, from, to, zone, null);
    }

    /// The last one that is over.
    static Period last(AuditKind kind, Instant now, ZoneId zone) {
        LocalDate current = first(kind, now.atZone(zone).toLocalDate());
        return beginning(kind, former(kind, current), zone);
    }

    /// The last one whose report is due: at that time of the day after its end, or as soon as there is such a time.
    static Period due(AuditKind kind, Instant now, ZoneId zone, LocalTime at) {
        Period last = last(kind, now, zone);
        Instant due = last.to.atZone(zone).toLocalDate().atTime(at).atZone(zone).toInstant();
        return due.isAfter(now) ? last.before() : last;
    }

    /// The one before, which ends where this one begins: the former week, month or quarter, or as much time.
    Period before() {
        return first == null
                ? chosen(kind, from.minus(Duration.between(from, to)), from, zone)
                : beginning(kind, former(kind, first), zone);
    }

    private static LocalDate first(AuditKind kind, LocalDate day) {
        return switch (kind) {
            case WEEKLY -> day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
            case MONTHLY -> day.withDayOfMonth(1);
            case QUARTERLY -> day.with(IsoFields.DAY_OF_QUARTER, 1);
        };
    }

    private static LocalDate next(AuditKind kind, LocalDate first) {
        return switch (kind) {
            case WEEKLY -> first.plusWeeks(1);
            case MONTHLY -> first.plusMonths(1);
            case QUARTERLY -> first.plusMonths(3);
        };
    }

    private static LocalDate former(AuditKind kind, LocalDate first) {
        return switch (kind) {
            case WEEKLY -> first.minusWeeks(1);
            case MONTHLY -> first.minusMonths(1);
            case QUARTERLY -> first.minusMonths(3);
        };
    }
}
