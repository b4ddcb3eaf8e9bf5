package dev.opsdeck.api.alerts;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.opsdeck.api.Check;
import dev.opsdeck.api.InvalidField;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Hours that come again every week.
///
/// @param days  on which they begin
/// @param start such as `22:00`
/// @param end   such as `06:00`; when it is not after `start`, on the next day
/// @param zone  such as `Europe/Berlin`
public record Recurrence(List<Day> days, LocalTime start, LocalTime end, String zone) {

    /// A day of the week.
    public enum Day {
        @JsonProperty("mon")
        MON,
        @JsonProperty("tue")
        TUE,
        @JsonProperty("wed")
        WED,
        @JsonProperty("thu")
        THU,
        @JsonProperty("fri")
        FRI,
        @JsonProperty("sat")
        SAT,
        @JsonProperty("sun")
        SUN;

        static Day of(DayOfWeek day) {
            return valueOf(day.name().substring(0, 3));
        }
    }

    public Recurrence {
        if (days == null || days.isEmpty() || days.size() > 7) {
            throw new InvalidField("recurrence.days", "Give at least one day of the week.");
        }
        days = days.stream().distinct().sorted().toList();
        present("recurrence.start", start);
        present("recurrence.end", end);
        zone = Check.text("recurrence.zone", zone, 64);
        try {
            ZoneId.of(zone);
        } catch (DateTimeException unknown) {
            throw new InvalidField("recurrence.zone", "There is no time zone '" + zone + "'.");
        }
    }

    /// Whether a moment lies in these hours, on the clocks of the zone.
    public boolean covers(Instant at) {
        ZonedDateTime there = at.atZone(ZoneId.of(zone));
        LocalTime time = there.toLocalTime();
        Day today = Day.of(there.getDayOfWeek());
        Day yesterday = Day.of(there.getDayOfWeek().minus(1));
        boolean begun = !time.isBefore(start);
        boolean over = !time.isBefore(end);
        return start.isBefore(end)
                ? days.contains(today) && begun && !over
                : (days.contains(today) && begun) || (days.contains(yesterday) && !over);
    }

    private static void present(String field, @Nullable Object value) {
        if (value == null) {
            throw new InvalidField(field, "'" + field + "' is missing.");
        }
    }
}
