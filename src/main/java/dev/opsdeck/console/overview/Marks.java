package dev.opsdeck.console.overview;

import dev.opsdeck.api.alerts.Alert;
import dev.opsdeck.api.alerts.Severity;
import dev.opsdeck.api.live.LogEntry;
import dev.opsdeck.console.live.LiveAlerts;
import dev.opsdeck.console.ui.charts.EventMark;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What happened, as marks on the timeline. Pure functions.
final class Marks {

    /// What goes on is drawn to the end of any chart.
    private static final Duration ON_AND_ON = Duration.ofDays(400);

    private Marks() {}

    /// Oldest first.
    static List<EventMark> of(List<LogEntry> log, List<Alert> alerts) {
        List<EventMark> marks = new ArrayList<>();
        for (LogEntry entry : log) {
            EventMark mark = mark(entry);
            if (mark != null) {
                marks.add(mark);
            }
        }
        alerts.forEach(alert -> marks.add(mark(alert)));
        marks.sort(Comparator.comparing(EventMark::at));
        return List.copyOf(marks);
    }

    private static EventMark mark(Alert alert) {
        Instant since = LiveAlerts.since(alert);
        return new EventMark(
                alert.severity() == Severity.CRITICAL ? EventMark.Kind.ALERT_CRITICAL : EventMark.Kind.ALERT_WARNING,
                since,
                alert.resolvedAt() == null ? since.plus(ON_AND_ON) : alert.resolvedAt(),
                alert.text());
    }

    private static @Nullable EventMark mark(LogEntry entry) {
        EventMark.Kind kind = switch (entry.kind()) {
            case SYNC -> EventMark.Kind.SYNC;
            case FLUSH -> EventMark.Kind.FLUSH;
            case LOAD -> EventMark.Kind.LOAD;
            case START -> EventMark.Kind.RESTART;
            case WARNING -> EventMark.Kind.WARNING;
            case PRODUCT, SOURCE, SETTING, AUDIT -> null;
        };
        return kind == null ? null : new EventMark(kind, entry.at(), entry.until(), entry.text());
    }
}
