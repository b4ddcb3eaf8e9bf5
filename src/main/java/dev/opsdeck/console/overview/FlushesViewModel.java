package dev.opsdeck.console.overview;

import dev.opsdeck.api.caches.Flush;
import dev.opsdeck.api.caches.FlushFindings;
import dev.opsdeck.api.caches.FlushReport;
import dev.opsdeck.api.caches.FlushState;
import dev.opsdeck.api.live.LogEntry;
import dev.opsdeck.api.metrics.Sample;
import dev.opsdeck.console.connection.Failure;
import dev.opsdeck.console.task.BackgroundTasks;
import dev.opsdeck.console.ui.Formats;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/// The flush that is looked at, and the list of former ones. A flush that appears in the log, whoever made it, is
/// looked at by itself for ten minutes. All figures are the server's: while they still change they are asked for
/// every few seconds, with the samples that come in; there is no timer. FX thread.
final class FlushesViewModel {

    static final int COMPARED = 3;

    private static final int LISTED = 50;
    private static final Duration NEWS = Duration.ofMinutes(1);
    private static final Duration SHOWN = Duration.ofMinutes(10);
    private static final Duration SOON = Duration.ofSeconds(3);
    private static final Duration LATER = Duration.ofSeconds(10);

    /// A log line is written a moment after its flush.
    private static final Duration SAME = Duration.ofSeconds(5);

    private final Supplier<FlushServer> server;
    private final BackgroundTasks tasks;
    private final ReadOnlyObjectWrapper<@Nullable ShownFlush> shown = new ReadOnlyObjectWrapper<>(this, "shown");
    private final ReadOnlyStringWrapper notice = new ReadOnlyStringWrapper(this, "notice", "");
    private final ObservableList<Flush> list = FXCollections.observableArrayList();
    private @Nullable LogEntry seen;
    private @Nullable Instant news;
    private @Nullable Instant askedAt;
    private boolean changing;
    private int asked;

    /// @param server that is shown now
    FlushesViewModel(Supplier<FlushServer> server, BackgroundTasks tasks) {
        this.server = server;
        this.tasks = tasks;
    }

    /// Null when none is looked at.
    ReadOnlyObjectProperty<@Nullable ShownFlush> shown() {
        return shown.getReadOnlyProperty();
    }

    /// Why one cannot be shown; empty when nothing is wrong.
    ReadOnlyStringProperty notice() {
        return notice.getReadOnlyProperty();
    }

    /// Newest first; read with the flush that is looked at.
    ObservableList<Flush> list() {
        return list;
    }

    /// The log has changed. A flush from before this window was opened is history, not news.
    ///
    /// @param log    newest first
    /// @param latest the latest sample
    void logged(List<LogEntry> log, @Nullable Sample latest) {
        LogEntry flush = newest(log);
        if (flush == null || flush.equals(seen)) {
            return;
        }
        seen = flush;
        if (latest != null && Duration.between(flush.at(), latest.at()).abs().compareTo(NEWS) < 0) {
            open(flush.at());
            news = flush.at();
        }
    }

    /// Time has passed, by the server's clock; called while the page is seen.
    void sampled(Sample sample) {
        Instant followed = news;
        if (followed != null && Duration.between(followed, sample.at()).compareTo(SHOWN) > 0) {
            dismiss();
        }
        ShownFlush now = shown.get();
        if (now == null || !changing) {
            return;
        }
        boolean soon = now.report().flush().findings().state() == FlushState.RUNNING;
        Instant before = askedAt;
        // The absolute value: the server's clock may jump back.
        if (before == null || Duration.between(before, sample.at()).abs().compareTo(soon ? SOON : LATER) >= 0) {
            askedAt = sample.at();
            again(now);
        }
    }

    /// Looks at the flush of that moment.
    void open(Instant at) {
        read(flushes -> flushes.stream()
                .filter(flush -> Duration.between(flush.at(), at).abs().compareTo(SAME) <= 0)
                .min(Comparator.comparing(
                        flush -> Duration.between(flush.at(), at).abs())));
    }

    /// Looks at one of the list.
    void open(Flush flush) {
        read(flushes -> flushes.stream().filter(one -> one.id() == flush.id()).findFirst());
    }

    /// Looks at the last one.
    void openLatest() {
        read(flushes -> flushes.stream().findFirst());
    }

    /// The operator has seen it.
    void dismiss() {
        asked++;
        news = null;
        changing = false;
        shown.set(null);
        notice.set("");
    }

    /// Another server is shown.
    void forget(List<LogEntry> log) {
        dismiss();
        list.clear();
        seen = newest(log);
    }

    /// For the tile, as long as a flush is news; empty when there is nothing to say.
    String note(Formats formats) {
        Instant at = news;
        if (at == null) {
            return "";
        }
        ShownFlush now = shown.get();
        FlushFindings findings = now == null ? null : now.report().flush().findings();
        return findings == null || findings.secondsToBack() == null
                ? "flushed " + formats.clock(at)
                : "90 % back after " + FlushWords.seconds(findings.secondsToBack());
    }

    private record Read(List<Flush> list, @Nullable ShownFlush shown) {}

    private void read(Function<List<Flush>, Optional<Flush>> choice) {
        news = null;
        changing = false;
        int number = ++asked;
        FlushServer from = server.get();
        tasks.run(
                "Reading the flushes",
                () -> {
                    List<Flush> all = from.flushes(LISTED).data();
                    Optional<Flush> chosen = choice.apply(all);
                    return new Read(all, chosen.isEmpty() ? null : shown(from, chosen.get(), all));
                },
                read -> {
                    if (number == asked) {
                        take(read);
                    }
                },
                failure -> failed(number, failure));
    }

    private static ShownFlush shown(FlushServer from, Flush flush, List<Flush> all) {
        List<FlushReport> former = new ArrayList<>();
        for (Flush other : all) {
            boolean told = other.findings().state() == FlushState.BACK
                    || other.findings().state() == FlushState.NOT_BACK;
            if (former.size() < COMPARED
                    && told
                    && other.at().isBefore(flush.at())
                    && Objects.equals(other.cache(), flush.cache())) {
                former.add(from.report(other.id()));
            }
        }
        return new ShownFlush(from.report(flush.id()), former);
    }

    private void take(Read read) {
        list.setAll(read.list());
        notice.set("");
        if (read.shown() == null) {
            shown.set(null);
            notice.set(
                    read.list().isEmpty()
                            ? "No flush is kept yet."
                            : "The server has kept nothing about this flush any more.");
            return;
        }
        changing = true;
        shown.set(read.shown());
    }

    /// Reads the one that is looked at once more.
    private void again(ShownFlush now) {
        int number = ++asked;
        long id = now.report().flush().id();
        FlushServer from = server.get();
        tasks.run(
                "Reading flush " + id,
                () -> from.report(id),
                report -> {
                    if (number == asked) {
                        update(now, report);
                    }
                },
                // It goes on with the next samples, and the link's state says when the server does not answer.
                failure -> {});
    }

    private void update(ShownFlush before, FlushReport report) {
        Flush flush = report.flush();
        changing = flush.findings().state() == FlushState.RUNNING || !report.equals(before.report());
        for (int i = 0; i < list.size(); i++) {
            if (list.get(i).id() == flush.id() && !list.get(i).equals(flush)) {
                list.set(i, flush);
            }
        }
        shown.set(new ShownFlush(report, before.former()));
    }

    private void failed(int number, Failure failure) {
        if (number == asked) {
            notice.set(failure.text());
        }
    }

    private static @Nullable LogEntry newest(List<LogEntry> log) {
        for (LogEntry entry : log) {
            if (entry.kind() == LogEntry.Kind.FLUSH) {
                return entry;
            }
        }
        return null;
    }
}
