package dev.opsdeck.console.alerts;

import dev.opsdeck.api.InvalidField;
import dev.opsdeck.api.alerts.Recurrence;
import dev.opsdeck.api.alerts.Severity;
import dev.opsdeck.api.alerts.SilenceDraft;
import dev.opsdeck.api.alerts.Span;
import dev.opsdeck.console.store.DesktopSettings;
import java.time.Instant;
import java.time.LocalTime;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What was typed into the dialog of a silence. A value; any thread.
///
/// @param rule     empty for any
/// @param server   empty for any
/// @param length   such as `4h`
/// @param weekly   whether it is only there in some hours of the week
/// @param zone     of those hours
record SilenceForm(
        String rule,
        String server,
        @Nullable Severity severity,
        String length,
        boolean weekly,
        Set<Recurrence.Day> days,
        String start,
        String end,
        String zone,
        String reason) {

    /// A field of the dialog.
    enum Field {
        LENGTH,
        DAYS,
        START,
        END,
        REASON,
        /// What belongs to no field alone.
        OTHER
    }

    /// An order, or a sentence for each field at fault.
    sealed interface Result {
        record Order(SilenceDraft draft) implements Result {}

        record Faults(Map<Field, String> sentences) implements Result {}
    }

    SilenceForm {
        days = days.isEmpty() ? Set.of() : Set.copyOf(EnumSet.copyOf(days));
    }

    /// What of the contract's names is which field.
    static Field field(String name) {
        return switch (name) {
            case "until", "from" -> Field.LENGTH;
            case "recurrence.days" -> Field.DAYS;
            case "recurrence.start" -> Field.START;
            case "recurrence.end" -> Field.END;
            case "reason" -> Field.REASON;
            default -> Field.OTHER;
        };
    }

    Result read(Instant now) {
        Map<Field, String> faults = new EnumMap<>(Field.class);
        Span span = span(faults);
        Recurrence hours = weekly ? hours(faults) : null;
        if (reason.isBlank()) {
            faults.put(Field.REASON, "Say why, for those who wonder later.");
        }
        if (!faults.isEmpty() || span == null) {
            return new Result.Faults(faults);
        }
        try {
            return new Result.Order(
                    new SilenceDraft(rule, server, severity, null, now.plus(span.duration()), hours, reason.strip()));
        } catch (InvalidField e) {
            return new Result.Faults(Map.of(field(e.field()), String.valueOf(e.getMessage())));
        }
    }

    private @Nullable Span span(Map<Field, String> faults) {
        try {
            Span span = Span.of(length.strip());
            if (span.millis() >= 1_000) {
                return span;
            }
        } catch (InvalidField e) {
            // Said below.
        }
        faults.put(Field.LENGTH, "Write how long as 30m, 4h or 2d, at most 30d.");
        return null;
    }

    private @Nullable Recurrence hours(Map<Field, String> faults) {
        LocalTime begin = time(start, Field.START, faults);
        LocalTime finish = time(end, Field.END, faults);
        if (days.isEmpty()) {
            faults.put(Field.DAYS, "Choose at least one day.");
        }
        return begin == null || finish == null || days.isEmpty()
                ? null
                : new Recurrence(List.copyOf(days), begin, finish, zone);
    }

    private static @Nullable LocalTime time(String text, Field field, Map<Field, String> faults) {
        LocalTime time = DesktopSettings.time(text).orElse(null);
        if (time == null) {
            faults.put(field, "Write a time as 22:00.");
        }
        return time;
    }
}
