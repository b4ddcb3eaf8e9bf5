package dev.opsdeck.console.requests;

import dev.opsdeck.api.Page;
import dev.opsdeck.api.requests.QueryFigures;
import dev.opsdeck.api.requests.QueryReport;
import dev.opsdeck.api.requests.QuerySuspect;
import dev.opsdeck.api.requests.RequestEntry;
import dev.opsdeck.api.requests.RequestKind;
import dev.opsdeck.api.requests.RequestLogSettings;
import dev.opsdeck.console.live.Asking;
import dev.opsdeck.console.live.LiveModel;
import dev.opsdeck.console.task.BackgroundTasks;
import dev.opsdeck.console.task.Cancellable;
import dev.opsdeck.console.ui.Formats;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.beans.value.ObservableValue;
import javafx.collections.ObservableList;

/// What the Requests page shows and does. FX thread only; the server is asked on [BackgroundTasks], every five seconds
/// while the page is seen and not at all while it is not.
final class RequestsViewModel {

    /// What is looked at.
    enum Tab {
        SLOW,
        ERRORS,
        QUERIES
    }

    static final int PAGE = 100;

    private static final Duration PERIOD = Duration.ofSeconds(5);
    private static final Duration TYPING = Duration.ofMillis(300);
    private static final Cancellable NOTHING = () -> {};

    private final Asking<RequestServer> asking;
    private final BackgroundTasks tasks;
    private final InstantSource clock;
    private final Formats formats;

    private final ObjectProperty<Tab> tab = new SimpleObjectProperty<>(this, "tab", Tab.SLOW);
    private final StringProperty filter = new SimpleStringProperty(this, "filter", "");
    private final RequestList requests = new RequestList();
    private final Statements statements = new Statements();
    private final Threshold threshold;
    private final ReadOnlyObjectWrapper<Content> content =
            new ReadOnlyObjectWrapper<>(this, "content", Content.LOADING);
    private final ReadOnlyStringWrapper count = new ReadOnlyStringWrapper(this, "count", "");
    private final ReadOnlyBooleanWrapper more = new ReadOnlyBooleanWrapper(this, "more");

    /// Rises with everything that makes an answer on its way out of date.
    private long question;

    private Cancellable ticks = NOTHING;
    private Cancellable typing = NOTHING;
    private boolean seen;

    RequestsViewModel(
            Supplier<RequestServer> server,
            ObservableValue<?> selectedServer,
            LiveModel live,
            BackgroundTasks tasks,
            InstantSource clock,
            Formats formats) {
        this.asking = new Asking<>(server, selectedServer, live, tasks, formats, clock);
        this.threshold = new Threshold(asking);
        this.tasks = tasks;
        this.clock = clock;
        this.formats = formats;
        asking.turns().subscribe((before, now) -> {
            threshold.show(null);
            forget();
        });
        asking.anew().subscribe((before, now) -> read());
        tab.subscribe((before, now) -> forget());
        filter.subscribe((before, now) -> typed());
    }

    /// The page is seen: reads now and every few seconds.
    void shown() {
        if (!seen) {
            seen = true;
            ticks = tasks.every(PERIOD, this::read);
            read();
        }
    }

    /// The page is not seen any more: asks for nothing.
    void hidden() {
        seen = false;
        ticks.close();
        typing.close();
    }

    ObjectProperty<Tab> tab() {
        return tab;
    }

    /// A part of the route; on the queries, of the statement or the route.
    StringProperty filter() {
        return filter;
    }

    /// Of the tab's kind, newest first.
    ObservableList<RequestEntry> requests() {
        return requests.rows();
    }

    /// Those that fit the filter.
    ObservableList<QueryFigures> statements() {
        return statements.figures();
    }

    /// Those that fit the filter, most time lost first.
    ObservableList<QuerySuspect> suspects() {
        return statements.suspects();
    }

    /// Whether new figures are being put in: a selection that changes meanwhile is nobody's.
    boolean updating() {
        return statements.updating();
    }

    Threshold threshold() {
        return threshold;
    }

    ReadOnlyObjectProperty<Content> content() {
        return content.getReadOnlyProperty();
    }

    /// How many there are, in words.
    ReadOnlyStringProperty count() {
        return count.getReadOnlyProperty();
    }

    /// Whether the server has older ones than those shown.
    ReadOnlyBooleanProperty more() {
        return more.getReadOnlyProperty();
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

    /// What stands where nothing does.
    String emptyText() {
        return RequestWords.empty(content.get(), tab.get(), threshold);
    }

    /// Reads again: the newest requests, or the statements.
    void read() {
        if (!seen) {
            return;
        }
        if (tab.get() == Tab.QUERIES) {
            ask("Reading the statements", RequestServer::queries, this::show);
            return;
        }
        RequestKind kind = kind();
        String route = filter.get().strip();
        ask(
                "Reading the requests",
                from -> new Newest(from.settings(), route, from.requests(kind, route, null, PAGE)),
                this::show);
    }

    private record Newest(RequestLogSettings settings, String route, Page<RequestEntry> page) {}

    /// Reads the page behind the last row.
    void older() {
        String after = requests.next();
        if (after != null) {
            RequestKind kind = kind();
            String route = requests.route();
            ask("Reading older requests", from -> from.requests(kind, route, after, PAGE), page -> {
                requests.older(page);
                shownRows();
            });
        }
    }

    /// Sets the threshold that is typed.
    void saveThreshold() {
        threshold.save(this::read);
    }

    /// Lets the server begin anew to count statements.
    void resetQueries() {
        ask(
                "Resetting the statistics",
                at -> {
                    at.resetQueries();
                    return at.queries();
                },
                this::show);
    }

    /// Hands over the command that sends the request again.
    void curl(RequestEntry entry, Consumer<String> to) {
        ask("Reading the address", RequestServer::url, url -> to.accept(RequestWords.curl(url, entry)));
    }

    private <T> void ask(String title, Function<RequestServer, T> call, Consumer<T> then) {
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

    private void show(Newest read) {
        threshold.show(read.settings);
        requests.newest(read.route, read.page);
        shownRows();
    }

    private void shownRows() {
        boolean none = requests.rows().isEmpty();
        content.set(!none ? Content.ROWS : requests.route().isEmpty() ? Content.EMPTY : Content.NO_MATCH);
        count.set(none ? "" : RequestWords.count(requests.total(), tab.get() == Tab.SLOW ? "slow request" : "error"));
        more.set(requests.next() != null);
    }

    private void show(QueryReport read) {
        statements.take(read);
        fit();
    }

    private void fit() {
        String part = filter.get().strip();
        statements.fit(part);
        QueryReport read = statements.report();
        if (read != null) {
            int shown = statements.figures().size();
            content.set(shown > 0 ? Content.ROWS : part.isEmpty() ? Content.EMPTY : Content.NO_MATCH);
            count.set(
                    RequestWords.count(shown, "statement") + " since " + formats.moment(read.since(), clock.instant()));
        }
    }

    private RequestKind kind() {
        return tab.get() == Tab.SLOW ? RequestKind.SLOW : RequestKind.ERROR;
    }

    /// The filter is taken over when nobody has typed for a moment.
    private void typed() {
        typing.close();
        if (tab.get() == Tab.QUERIES) {
            fit();
        } else {
            typing = tasks.after(TYPING, () -> {
                question++;
                read();
            });
        }
    }

    private void forget() {
        question++;
        requests.clear();
        statements.clear();
        count.set("");
        more.set(false);
        content.set(Content.LOADING);
        read();
    }
}
