package dev.opsdeck.server.sync;

import dev.opsdeck.api.InvalidField;
import dev.opsdeck.api.live.LogEntry;
import dev.opsdeck.server.audit.ActionLog;
import dev.opsdeck.server.http.ApiException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Starts the runs that are due. What was missed while no server ran, or the machine slept, is run once. Of several
/// servers with one database the one starts a run that moves the schedule on. Thread-safe.
final class Schedules {

    private final ScheduleRepository repository;
    private final Consumer<String> start;
    private final ActionLog actions;
    private final ZoneId zone;
    private final InstantSource clock;

    /// @param start starts a run of the source of that name; [ApiException] if it cannot
    /// @param zone  of schedules that name none
    Schedules(
            ScheduleRepository repository,
            Consumer<String> start,
            ActionLog actions,
            ZoneId zone,
            InstantSource clock) {
        this.repository = repository;
        this.start = start;
        this.actions = actions;
        this.zone = zone;
        this.clock = clock;
    }

    /// When the next run is, or why there will be none.
    record Next(@Nullable Instant at, @Nullable String fault) {}

    /// The zone of schedules that name none.
    ZoneId zone() {
        return zone;
    }

    /// Of a source; without either when it has no schedule.
    Next next(String source) {
        ScheduleRepository.Scheduled scheduled = repository.find(source);
        if (scheduled == null) {
            return new Next(null, null);
        }
        try {
            Instant last = scheduled.last();
            return new Next(cron(scheduled).next(last == null ? clock.instant() : last), null);
        } catch (InvalidField e) {
            return new Next(null, e.getMessage());
        }
    }

    /// To be called every few seconds.
    void startDue() {
        Instant now = RunEnd.now(clock);
        for (ScheduleRepository.Scheduled scheduled : repository.all()) {
            Instant last = scheduled.last();
            if (last == null) {
                repository.claim(scheduled, now);
            } else if (isDue(scheduled, last, now) && repository.claim(scheduled, now)) {
                start(scheduled.source());
            }
        }
    }

    private boolean isDue(ScheduleRepository.Scheduled scheduled, Instant last, Instant now) {
        try {
            Instant next = cron(scheduled).next(last);
            return next != null && !next.isAfter(now);
        } catch (InvalidField e) {
            // Shown beside the source by next().
            return false;
        }
    }

    private void start(String source) {
        try {
            start.accept(source);
        } catch (ApiException e) {
            actions.log(
                    LogEntry.Kind.SYNC, "The scheduled sync of '" + source + "' was left out: " + e.getMessage(), null);
        }
    }

    private CronSchedule cron(ScheduleRepository.Scheduled scheduled) {
        String own = scheduled.zone();
        return CronSchedule.of(scheduled.cron(), own == null ? zone : CronSchedule.zone(own));
    }
}
