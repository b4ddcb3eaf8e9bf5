package dev.opsdeck.server.sync;

import com.cronutils.model.Cron;
import com.cronutils.model.CronType;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.time.ExecutionTime;
import com.cronutils.parser.CronParser;
import dev.opsdeck.api.InvalidField;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import org.jspecify.annotations.Nullable;

/// A UNIX cron expression in a time zone. Immutable.
final class CronSchedule {

    private static final int LONGEST_DETAIL = 200;

    private final ExecutionTime times;
    private final ZoneId zone;

    private CronSchedule(ExecutionTime times, ZoneId zone) {
        this.times = times;
        this.zone = zone;
    }

    /// @throws InvalidField `schedule` or `scheduleZone`, with what is wrong
    static CronSchedule of(String cron, ZoneId zone) {
        try {
            Cron parsed = new CronParser(CronDefinitionBuilder.instanceDefinitionFor(CronType.UNIX))
                    .parse(cron)
                    .validate();
            CronSchedule schedule = new CronSchedule(ExecutionTime.forCron(parsed), zone);
            if (schedule.next(Instant.EPOCH) == null) {
                throw new InvalidField("schedule", "'schedule' never comes: there is no such day.");
            }
            return schedule;
        } catch (InvalidField e) {
            throw e;
        } catch (IllegalArgumentException e) {
            throw new InvalidField(
                    "schedule",
                    "'schedule' must have five fields: minute, hour, day of the month, month, day of the week; such as"
                            + " 30 6 * * 1-5. " + detail(e));
        }
    }

    /// @throws InvalidField `scheduleZone` if it is not known
    static ZoneId zone(String name) {
        try {
            return ZoneId.of(name);
        } catch (DateTimeException e) {
            throw new InvalidField("scheduleZone", "'scheduleZone' must be a time zone such as Europe/Berlin or UTC.");
        }
    }

    /// The first moment after another one; null if there is none. An hour that a clock change leaves out or
    /// brings twice counts once.
    @Nullable
    Instant next(Instant after) {
        return times.nextExecution(after.atZone(zone))
                .map(ZonedDateTime::toInstant)
                .orElse(null);
    }

    private static String detail(IllegalArgumentException e) {
        Throwable cause = e.getCause() == null ? e : e.getCause();
        String text = String.valueOf(cause.getMessage()).replaceAll("\\s+", " ");
        return text.length() > LONGEST_DETAIL ? text.substring(0, LONGEST_DETAIL) + "..." : text;
    }
}
