package dev.opsdeck.console.overview;

import dev.opsdeck.api.alerts.Alert;
import dev.opsdeck.api.live.LogEntry;
import dev.opsdeck.api.metrics.Gauges;
import dev.opsdeck.api.metrics.Metric;
import dev.opsdeck.api.metrics.Sample;
import dev.opsdeck.console.connection.Failure;
import dev.opsdeck.console.live.LiveModel;
import dev.opsdeck.console.task.BackgroundTasks;
import dev.opsdeck.console.task.Cancellable;
import dev.opsdeck.console.ui.Formats;
import dev.opsdeck.console.ui.charts.TimeBuckets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;

/// The moment that is looked back at, and what is known of it. While the moment moves, everything comes from what the
/// charts hold already; when it rests for [#REST], the server is asked once for that very moment. FX thread.
final class LookBack {

    /// So long the pointer must rest.
    static final Duration REST = Duration.ofMillis(250);

    /// As old as the history's single seconds are kept; what is older is kept by ten seconds.
    private static final Duration SECONDS_KEPT = Duration.ofHours(24);

    private final BackgroundTasks tasks;
    private final Supplier<PastServer> server;
    private final Charts charts;
    private final LiveModel live;
    private final Formats formats;
    private final int events;
    private final Runnable changed;
    private final ReadOnlyObjectWrapper<@Nullable Instant> moment = new ReadOnlyObjectWrapper<>(this, "moment");
    private Cancellable timer = () -> {};
    private @Nullable Then exact;
    private @Nullable Failure failure;
    private int asked;

    /// @param server  that is shown now
    /// @param events  how many events are shown
    /// @param changed told when there is something else to show
    LookBack(
            BackgroundTasks tasks,
            Supplier<PastServer> server,
            Charts charts,
            LiveModel live,
            Formats formats,
            int events,
            Runnable changed) {
        this.tasks = tasks;
        this.server = server;
        this.charts = charts;
        this.live = live;
        this.formats = formats;
        this.events = events;
        this.changed = changed;
    }

    /// Null while what is shown is live.
    ReadOnlyObjectProperty<@Nullable Instant> moment() {
        return moment.getReadOnlyProperty();
    }

    /// Looks at a moment, or at the nearest to it between the beginning of the charts and the newest sample.
    void look(Instant wanted) {
        Sample latest = live.sample().get();
        if (latest == null) {
            return;
        }
        Instant at = within(wanted, charts.trends().of(Metric.P95), latest.at());
        if (at.equals(moment.get())) {
            return;
        }
        if (moment.get() == null) {
            charts.freshen();
        }
        exact = null;
        moment.set(at);
        askWhenItRests();
        changed.run();
    }

    /// What is shown is live again.
    void end() {
        forget();
        exact = null;
        if (moment.get() != null) {
            moment.set(null);
            changed.run();
        }
    }

    /// The page is seen again, or the connection is back: what could not be read may be there now.
    void again() {
        if (moment.get() != null) {
            askWhenItRests();
        }
    }

    /// Nothing is read while nobody looks.
    void pause() {
        forget();
    }

    /// What the tiles tell of the moment: the server's answer for its minute or, until that is here, the point of the
    /// charts in which it lies.
    Figures figures(Instant at) {
        Then then = exact;
        if (then != null) {
            return then.figures(limits(at), formats);
        }
        Recorded recorded = charts.recorded();
        return recorded != null && recorded.covers(at)
                ? recorded.figures(at, limits(recorded.begin(at)), formats)
                : new Figures(at, Span.UNREAD, Map.of(), null, null);
    }

    /// What had happened by then, newest first.
    List<LogEntry> log(Instant at) {
        Then then = exact;
        return Then.upTo(at, then == null ? live.log() : then.log(), events);
    }

    /// What fired then, the worst first; until the server has told it, of what the live stream told.
    List<Alert> firing(Instant at) {
        Then then = exact;
        return Then.firing(at, then == null ? live.alerts().all().get() : then.alerts());
    }

    /// @param figures of the moment
    /// @param now     the newest sample's time
    PastWords words(Figures figures, Instant now) {
        Instant at = figures.at();
        Duration ago = Duration.between(at, now).truncatedTo(ChronoUnit.SECONDS);
        String title = PastWords.moment(at, now, formats) + ", " + Formats.duration(ago)
                + (live.link().get().live() ? " ago" : " before the last sample");
        Span span = figures.span();
        String held = span.equals(Span.UNREAD) ? "Nothing is held of then" : "Figures: " + span.counted();
        Failure why = failure;
        return new PastWords(at, title, why == null ? held : held + " · " + why.text());
    }

    private void askWhenItRests() {
        forget();
        timer = tasks.after(REST, this::ask);
    }

    private void forget() {
        asked++;
        failure = null;
        timer.close();
    }

    private void ask() {
        Instant at = moment.get();
        if (at == null) {
            return;
        }
        int number = ++asked;
        PastServer from = server.get();
        tasks.run(
                "Read the figures of " + formats.clockSeconds(at),
                () -> Then.read(from, at, events),
                then -> {
                    if (number == asked) {
                        exact = then;
                        failure = null;
                        changed.run();
                    }
                },
                why -> {
                    if (number == asked) {
                        failure = why;
                        changed.run();
                    }
                });
    }

    /// The pool and the heap of a former process may have been others.
    private @Nullable Gauges limits(Instant since) {
        Sample latest = live.sample().get();
        return latest == null || latest.startedAt().isAfter(since) ? null : latest.gauges();
    }

    private static Instant within(Instant wanted, TimeBuckets window, Instant newest) {
        Instant at = wanted.isAfter(newest) ? newest : wanted.isBefore(window.start()) ? window.start() : wanted;
        long seconds = at.isBefore(newest.minus(SECONDS_KEPT)) ? 10 : 1;
        return Instant.ofEpochSecond(Math.floorDiv(at.getEpochSecond(), seconds) * seconds);
    }
}
