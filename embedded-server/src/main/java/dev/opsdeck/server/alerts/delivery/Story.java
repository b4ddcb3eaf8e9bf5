package dev.opsdeck.server.alerts.delivery;

import dev.opsdeck.api.alerts.Alert;
import dev.opsdeck.api.alerts.AlertState;
import dev.opsdeck.api.alerts.Severity;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A message in plain words, for channels that people read. Every text is one line and safe to cut; none is escaped.
///
/// @param headline at most 200 characters
/// @param entries  the alerts, the worst first
/// @param more     how many alerts are beside them
/// @param remarks  sentences below them
record Story(String headline, List<Entry> entries, long more, List<String> remarks) {

    private static final int MAX_HEADLINE = 200;
    private static final int MAX_NAME = 100;
    private static final int MAX_TEXT = 300;
    private static final int MAX_NAMED = 5;

    private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("d MMM HH:mm z", Locale.ENGLISH);

    /// How an entry looks.
    enum Mark {
        CRITICAL("critical"),
        WARNING("warning"),
        RESOLVED("resolved");

        private final String word;

        Mark(String word) {
            this.word = word;
        }

        String word() {
            return word;
        }
    }

    /// One alert.
    ///
    /// @param title the rule
    /// @param text  what it says, and since when
    record Entry(
            Mark mark, String title, String text, @Nullable String link) {}

    /// @param zone in which times are written
    /// @param most how many alerts are shown; the others are counted
    static Story of(News news, ZoneId zone, int most) {
        return switch (news) {
            case News.Group group -> group(group, zone, most);
            case News.Day day -> day(day, zone, most);
            case News.Review review ->
                new Story(
                        PlainText.line(review.title(), MAX_HEADLINE),
                        List.of(),
                        0,
                        review.lines().stream()
                                .map(line -> PlainText.line(line, MAX_TEXT))
                                .toList());
            case News.Trial trial ->
                new Story(
                        PlainText.line("[TEST] Opsdeck on " + trial.server(), MAX_HEADLINE),
                        List.of(),
                        0,
                        List.of("This is a test: notifications of Opsdeck arrive here."));
        };
    }

    private static Story group(News.Group group, ZoneId zone, int most) {
        int firing = group.firing().size();
        int over = group.over().size();
        String state = firing == 0 ? "RESOLVED:" + over : "FIRING:" + firing + (over == 0 ? "" : ", RESOLVED:" + over);
        List<String> remarks = new ArrayList<>();
        if (!group.standing().isEmpty()) {
            remarks.add("Still firing: " + named(group.standing()) + ".");
        }
        return new Story(
                PlainText.line(
                        "[" + state + "] " + group.server() + ": "
                                + named(group.changed().isEmpty() ? group.standing() : group.changed()),
                        MAX_HEADLINE),
                entries(group.changed(), zone, most),
                Math.max(0, group.changed().size() - most),
                remarks);
    }

    private static Story day(News.Day day, ZoneId zone, int most) {
        long all = day.warnings() + day.critical();
        List<String> remarks = new ArrayList<>();
        remarks.add(
                all == 0
                        ? "No alert fired."
                        : counted(all, "alert") + " fired: " + day.critical() + " critical, "
                                + counted(day.warnings(), "warning") + ".");
        remarks.add(
                day.openInAll() == 0
                        ? "Nothing fires now."
                        : "Firing at the end: " + named(day.open(), day.openInAll()) + ".");
        return new Story(
                PlainText.line(
                        "[SUMMARY] " + day.server() + ": " + counted(all, "alert") + ", " + moment(day.from(), zone)
                                + " to " + moment(day.to(), zone),
                        MAX_HEADLINE),
                entries(day.fired(), zone, most),
                Math.max(0, all - Math.min(most, day.fired().size())),
                remarks);
    }

    private static List<Entry> entries(List<Alert> alerts, ZoneId zone, int most) {
        return alerts.stream()
                .map(alert -> entry(alert, zone))
                .sorted((a, b) -> a.mark().compareTo(b.mark()))
                .limit(most)
                .toList();
    }

    private static Entry entry(Alert alert, ZoneId zone) {
        Instant since = alert.firingSince() == null ? alert.pendingSince() : alert.firingSince();
        Instant end = alert.resolvedAt();
        String when = end == null
                ? "since " + moment(since, zone)
                : "from " + moment(since, zone) + ", for " + length(Duration.between(since, end));
        return new Entry(
                mark(alert),
                PlainText.line(alert.rule(), MAX_NAME),
                PlainText.line(alert.text(), MAX_TEXT) + " (" + when + (alert.gap() ? ", while nobody watched" : "")
                        + ")",
                alert.link());
    }

    private static Mark mark(Alert alert) {
        if (alert.state() == AlertState.RESOLVED) {
            return Mark.RESOLVED;
        }
        return alert.severity() == Severity.CRITICAL ? Mark.CRITICAL : Mark.WARNING;
    }

    private static String named(List<Alert> alerts) {
        return named(alerts, alerts.size());
    }

    /// The first names and how many there are beside them.
    private static String named(List<Alert> alerts, long all) {
        List<String> names = alerts.stream()
                .map(alert -> PlainText.line(alert.rule(), MAX_NAME))
                .distinct()
                .limit(MAX_NAMED)
                .toList();
        long shown = alerts.stream()
                .filter(alert -> names.contains(PlainText.line(alert.rule(), MAX_NAME)))
                .count();
        String text = names.stream().collect(Collectors.joining(", "));
        return all > shown ? text + " and " + (all - shown) + " more" : text;
    }

    private static String counted(long number, String what) {
        return number + " " + what + (number == 1 ? "" : "s");
    }

    static String moment(Instant at, ZoneId zone) {
        return MOMENT.format(at.atZone(zone));
    }

    private static String length(Duration time) {
        if (time.toMinutes() < 1) {
            return time.toSeconds() + " s";
        }
        return time.toHours() < 1 ? time.toMinutes() + " min" : time.toHours() + " h " + time.toMinutesPart() + " min";
    }
}
