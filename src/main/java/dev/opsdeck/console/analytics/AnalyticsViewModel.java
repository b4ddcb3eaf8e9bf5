package dev.opsdeck.console.analytics;

import dev.opsdeck.api.analytics.AnalyticsMetric;
import dev.opsdeck.console.analytics.ReportReader.Outcome;
import dev.opsdeck.console.analytics.Wanted.Against;
import dev.opsdeck.console.live.Asking;
import dev.opsdeck.console.live.LiveModel;
import dev.opsdeck.console.task.BackgroundTasks;
import dev.opsdeck.console.task.Cancellable;
import dev.opsdeck.console.task.RunningTask;
import dev.opsdeck.console.ui.ExportFile;
import dev.opsdeck.console.ui.Formats;
import dev.opsdeck.console.ui.Notices;
import dev.opsdeck.console.ui.State;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.function.Supplier;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.value.ObservableValue;
import javafx.collections.ListChangeListener;
import org.jspecify.annotations.Nullable;

/// What the Analytics page shows and does. FX thread only; the server is asked on [BackgroundTasks]: when something
/// else is chosen, and once a minute while the page is seen.
///
/// The report stays until the one that was asked for last is there, and says itself which days it is of.
final class AnalyticsViewModel {

    /// What stands on the page.
    enum Content {
        LOADING,
        REPORT,
        /// Nothing was counted on these days.
        EMPTY,
        /// The server is of a version that cannot answer.
        TOO_OLD,
        /// Nothing could be read yet; the notice says why.
        FAILED
    }

    static final Duration PERIOD = Duration.ofMinutes(1);

    /// Before that nobody notices that something is being read.
    static final Duration NOTICED = Duration.ofMillis(200);

    private static final int FIRST_DAYS = 30;

    private final Asking<AnalyticsServer> asking;
    private final BackgroundTasks tasks;
    private final Notices notices;
    private final InstantSource clock;

    private final ObjectProperty<Wanted> wanted =
            new SimpleObjectProperty<>(this, "wanted", Wanted.last(FIRST_DAYS, Against.BEFORE));
    private final ObjectProperty<AnalyticsMetric> metric =
            new SimpleObjectProperty<>(this, "metric", AnalyticsMetric.REVENUE);
    private final ObjectProperty<@Nullable String> chosenCurrency = new SimpleObjectProperty<>(this, "chosenCurrency");
    private final ReadOnlyObjectWrapper<@Nullable Report> report = new ReadOnlyObjectWrapper<>(this, "report");
    private final ReadOnlyObjectWrapper<Content> content =
            new ReadOnlyObjectWrapper<>(this, "content", Content.LOADING);
    private final ReadOnlyBooleanWrapper reading = new ReadOnlyBooleanWrapper(this, "reading");

    private boolean seen;
    private long query;
    private Instant readAt = Instant.MIN;
    private Cancellable ticks = () -> {};
    private Cancellable noticed = () -> {};
    private @Nullable RunningTask task;

    AnalyticsViewModel(
            Supplier<AnalyticsServer> server,
            ObservableValue<?> selectedServer,
            LiveModel live,
            BackgroundTasks tasks,
            Notices notices,
            InstantSource clock,
            Formats formats) {
        this.asking = new Asking<>(server, selectedServer, live, tasks, formats, clock);
        this.tasks = tasks;
        this.notices = notices;
        this.clock = clock;
        asking.turns().subscribe((before, now) -> forget());
        asking.anew().subscribe((before, now) -> read());
        tasks.running().addListener((ListChangeListener<RunningTask>) change -> cancelled());
        wanted.subscribe((before, now) -> read());
        metric.subscribe((before, now) -> read());
        chosenCurrency.subscribe((before, now) -> read());
    }

    /// The page is seen: reads what is older than a minute, and then once a minute.
    void shown() {
        if (!seen) {
            seen = true;
            ticks = tasks.every(PERIOD, this::read);
            if (!clock.instant().isBefore(readAt.plus(PERIOD))) {
                read();
            }
        }
    }

    /// The page is not seen any more: asks for nothing.
    void hidden() {
        seen = false;
        ticks.close();
    }

    ObjectProperty<Wanted> wanted() {
        return wanted;
    }

    /// What is drawn, and what tables are in the order of.
    ObjectProperty<AnalyticsMetric> metric() {
        return metric;
    }

    /// Null for the one with most sales.
    ObjectProperty<@Nullable String> chosenCurrency() {
        return chosenCurrency;
    }

    /// The one that amounts are shown in; null when nothing was sold.
    @Nullable
    String currency() {
        String chosen = chosenCurrency.get();
        Report shown = report.get();
        return chosen != null || shown == null ? chosen : shown.products().currency();
    }

    /// The latest that was read; null while there is none.
    ReadOnlyObjectProperty<@Nullable Report> report() {
        return report.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<Content> content() {
        return content.getReadOnlyProperty();
    }

    /// Whether another report is awaited for so long that it should be told.
    ReadOnlyBooleanProperty reading() {
        return reading.getReadOnlyProperty();
    }

    /// Why the last reading did not succeed; empty when it did, and while the window says that the connection is lost.
    ReadOnlyStringProperty notice() {
        return asking.notice();
    }

    /// `As of 18:02:11` while the connection is lost, else empty.
    ReadOnlyStringProperty staleSince() {
        return asking.staleSince();
    }

    /// Today in UTC, as days are counted.
    LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }

    /// The part of the report's last day that is still to come, 0 to 1.
    double missing(Report shown) {
        if (!shown.to().equals(today())) {
            return 0;
        }
        int second = LocalTime.ofInstant(clock.instant(), ZoneOffset.UTC).toSecondOfDay();
        return 1 - second / (double) Duration.ofDays(1).toSeconds();
    }

    /// Shows days of the operator's own choice.
    ///
    /// @return what is wrong with them, a sentence; empty when they are read
    String choose(@Nullable LocalDate from, @Nullable LocalDate to) {
        if (from == null || to == null) {
            return "Choose the first and the last day.";
        }
        if (from.isAfter(to)) {
            return "The first day must not be after the last.";
        }
        if (Wanted.days(from, to) > Wanted.MOST_DAYS) {
            return "Choose at most " + Wanted.MOST_DAYS + " days.";
        }
        // The server's day may be another than this computer's: it refuses what it must.
        wanted.set(new Wanted(Wanted.days(from, to), to, wanted.get().against()));
        return "";
    }

    /// Reads the report again.
    void read() {
        if (!seen) {
            readAt = Instant.MIN;
            return;
        }
        long number = ++query;
        noticed.close();
        noticed = tasks.after(NOTICED, () -> reading.set(true));
        Wanted days = wanted.get();
        AnalyticsMetric by = metric.get();
        String in = chosenCurrency.get();
        task = asking.read(
                "Reading the analytics",
                from -> ReportReader.read(from, days, by, in),
                outcome -> {
                    if (number == query) {
                        ended();
                        readAt = clock.instant();
                        show(outcome);
                    }
                },
                () -> {
                    if (number == query) {
                        ended();
                        failed();
                    }
                });
    }

    /// Writes the report into a file.
    void export(Path to) {
        Report shown = report.get();
        if (shown != null) {
            String first = currency();
            tasks.run(
                    "Exporting the analytics",
                    () -> ExportFile.write(to, AnalyticsCsv.of(shown, first)),
                    outcome -> outcome.tell(notices, "Analytics exported"),
                    failure -> notices.show(State.CRITICAL, failure.title(), failure.text()));
        }
    }

    /// The status bar can cancel what is being read: nobody is told then.
    private void cancelled() {
        RunningTask read = task;
        if (read != null && read.cancelled() && !tasks.running().contains(read)) {
            query++;
            ended();
            failed();
            asking.say("The reading was cancelled.");
        }
    }

    private void ended() {
        task = null;
        noticed.close();
        reading.set(false);
    }

    private void show(Outcome outcome) {
        if (outcome instanceof Outcome.Read read) {
            report.set(read.report());
            content.set(read.report().empty() ? Content.EMPTY : Content.REPORT);
        } else {
            report.set(null);
            content.set(Content.TOO_OLD);
        }
    }

    /// What is shown stays, and says of which days it is; the notice says why there is nothing newer.
    private void failed() {
        if (content.get() == Content.LOADING || content.get() == Content.TOO_OLD) {
            content.set(Content.FAILED);
        }
    }

    private void forget() {
        query++;
        ended();
        readAt = Instant.MIN;
        report.set(null);
        content.set(Content.LOADING);
        if (chosenCurrency.get() == null) {
            read();
        } else {
            // Reads by itself.
            chosenCurrency.set(null);
        }
    }
}
