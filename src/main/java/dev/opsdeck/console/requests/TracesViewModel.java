package dev.opsdeck.console.requests;

import dev.opsdeck.api.Page;
import dev.opsdeck.api.traces.Trace;
import dev.opsdeck.api.traces.TraceSummary;
import dev.opsdeck.api.traces.TracingStatus;
import dev.opsdeck.console.live.Asking;
import dev.opsdeck.console.task.BackgroundTasks;
import dev.opsdeck.console.task.Cancellable;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.value.ObservableStringValue;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/// The traces of a server, and one of them opened. FX thread only; the server is asked on [BackgroundTasks],
/// every five seconds while the list is seen and reaches no further back than its first page.
final class TracesViewModel {

    static final int PAGE = 100;

    private static final Duration PERIOD = Duration.ofSeconds(5);
    private static final Duration TYPING = Duration.ofMillis(300);
    private static final Cancellable NOTHING = () -> {};

    private final Asking<TraceServer> asking;
    private final BackgroundTasks tasks;
    private final ObservableStringValue filter;

    private final ObservableList<TraceSummary> rows = FXCollections.observableArrayList();
    private final BooleanProperty failedOnly = new SimpleBooleanProperty(this, "failedOnly");
    private final ReadOnlyObjectWrapper<Content> content =
            new ReadOnlyObjectWrapper<>(this, "content", Content.LOADING);
    private final SimpleObjectProperty<@Nullable Trace> opened = new SimpleObjectProperty<>(this, "opened", null);
    private final ReadOnlyStringWrapper count = new ReadOnlyStringWrapper(this, "count", "");
    private final ReadOnlyStringWrapper status = new ReadOnlyStringWrapper(this, "status", "");
    private final ReadOnlyBooleanWrapper more = new ReadOnlyBooleanWrapper(this, "more");

    /// Rises with everything that makes an answer on its way out of date.
    private long question;

    private @Nullable String next;
    private boolean furtherBack;
    private boolean seen;
    private Cancellable ticks = NOTHING;
    private Cancellable typing = NOTHING;

    /// @param filter a part of the route
    TracesViewModel(Asking<TraceServer> asking, BackgroundTasks tasks, ObservableStringValue filter) {
        this.asking = asking;
        this.tasks = tasks;
        this.filter = filter;
        asking.turns().subscribe((before, now) -> forget());
        failedOnly.subscribe((before, now) -> forget());
        filter.subscribe((before, now) -> {
            typing.close();
            typing = tasks.after(TYPING, this::forget);
        });
    }

    /// The list is seen: reads now and every few seconds.
    void shown() {
        if (!seen) {
            seen = true;
            ticks = tasks.every(PERIOD, this::refresh);
            read();
        }
    }

    /// It is not seen any more: asks for nothing.
    void hidden() {
        seen = false;
        ticks.close();
        typing.close();
    }

    ObservableList<TraceSummary> rows() {
        return rows;
    }

    BooleanProperty failedOnly() {
        return failedOnly;
    }

    ReadOnlyObjectProperty<Content> content() {
        return content.getReadOnlyProperty();
    }

    /// Null while the list is looked at.
    ReadOnlyObjectProperty<@Nullable Trace> opened() {
        return opened;
    }

    /// How many there are, in words.
    ReadOnlyStringProperty count() {
        return count.getReadOnlyProperty();
    }

    /// What is traced, and how those do that traces are sent to.
    ReadOnlyStringProperty status() {
        return status.getReadOnlyProperty();
    }

    /// Why the last call did not succeed; empty when it did, and while the window says that the connection is
    /// lost.
    ReadOnlyStringProperty notice() {
        return asking.notice();
    }

    /// `As of 18:02:11` while the connection is lost, else empty.
    ReadOnlyStringProperty staleSince() {
        return asking.staleSince();
    }

    /// Whether the server has older ones than those shown.
    ReadOnlyBooleanProperty more() {
        return more.getReadOnlyProperty();
    }

    /// What stands where nothing does.
    String emptyText() {
        return switch (content.get()) {
            case FAILED -> "The traces could not be read.";
            case NO_MATCH -> "Nothing fits this filter.";
            default -> "No trace is kept yet. Every slow or failed request leaves one, and a share of the others.";
        };
    }

    /// Reads the newest ones.
    void read() {
        if (!seen) {
            return;
        }
        String route = filter.get().strip();
        boolean failed = failedOnly.get();
        ask(
                "Reading the traces",
                from -> new Newest(from.tracing(), from.traces(route, failed, null, PAGE)),
                this::show);
    }

    private record Newest(TracingStatus status, Page<TraceSummary> page) {}

    /// Reads the page behind the last row; from then on the list stands still.
    void older() {
        String after = next;
        if (after != null) {
            String route = filter.get().strip();
            boolean failed = failedOnly.get();
            ask("Reading older traces", from -> from.traces(route, failed, after, PAGE), page -> {
                furtherBack = true;
                rows.addAll(page.data());
                next = page.next();
                shownRows(page.total());
            });
        }
    }

    /// Shows one, from the list or from a request that names it.
    void open(String id) {
        ask("Reading the trace", from -> from.trace(id), opened::set);
    }

    /// Back to the list.
    void close() {
        opened.set(null);
    }

    private void refresh() {
        if (!furtherBack && opened.get() == null) {
            read();
        }
    }

    private void show(Newest read) {
        status.set(TraceWords.status(read.status));
        if (!rows.equals(read.page.data())) {
            rows.setAll(read.page.data());
        }
        next = read.page.next();
        shownRows(read.page.total());
    }

    private void shownRows(long total) {
        boolean filtered = !filter.get().isBlank() || failedOnly.get();
        content.set(!rows.isEmpty() ? Content.ROWS : filtered ? Content.NO_MATCH : Content.EMPTY);
        count.set(rows.isEmpty() ? "" : RequestWords.count(total, "trace"));
        more.set(next != null);
    }

    private <T> void ask(String title, Function<TraceServer, T> call, Consumer<T> then) {
        long number = question;
        asking.read(
                title,
                call,
                answer -> {
                    if (number == question) {
                        then.accept(answer);
                    }
                },
                () -> {
                    if (number == question && content.get() == Content.LOADING) {
                        content.set(Content.FAILED);
                    }
                });
    }

    private void forget() {
        question++;
        furtherBack = false;
        rows.setAll(List.of());
        next = null;
        opened.set(null);
        count.set("");
        more.set(false);
        content.set(Content.LOADING);
        read();
    }
}
