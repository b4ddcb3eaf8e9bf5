package dev.opsdeck.console.alerts;

import dev.opsdeck.api.Page;
import dev.opsdeck.api.alerts.Alert;
import dev.opsdeck.api.alerts.Severity;
import dev.opsdeck.console.connection.AlertApi.Query;
import dev.opsdeck.console.live.Asking;
import dev.opsdeck.console.live.LiveModel;
import dev.opsdeck.console.live.SelectedRange;
import dev.opsdeck.console.live.TimeRange;
import dev.opsdeck.console.ui.Formats;
import java.time.InstantSource;
import java.util.List;
import java.util.TreeSet;
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
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/// Alerts of the range that the top bar has selected, filtered by the server, newest first; read again when an
/// alert of the live stream changes. FX thread.
final class HistoryViewModel {

    static final int PAGE = 100;

    /// Stands for any rule or server in the choices.
    static final String ANY = "";

    private final Asking<AlertServer> asking;
    private final SelectedRange range;
    private final InstantSource clock;
    private final StringProperty rule = new SimpleStringProperty(this, "rule", ANY);
    private final StringProperty server = new SimpleStringProperty(this, "server", ANY);
    private final ObjectProperty<@Nullable Severity> severity = new SimpleObjectProperty<>(this, "severity");
    private final ObservableList<String> rules = FXCollections.observableArrayList(ANY);
    private final ObservableList<String> servers = FXCollections.observableArrayList(ANY);
    private final ObservableList<Alert> rows = FXCollections.observableArrayList();
    private final ReadOnlyObjectWrapper<Content> content =
            new ReadOnlyObjectWrapper<>(this, "content", Content.LOADING);
    private final ReadOnlyStringWrapper count = new ReadOnlyStringWrapper(this, "count", "");
    private final ReadOnlyBooleanWrapper more = new ReadOnlyBooleanWrapper(this, "more");
    private @Nullable String next;
    private long asked;
    private boolean seen;

    HistoryViewModel(Asking<AlertServer> asking, LiveModel live, SelectedRange range, InstantSource clock) {
        this.asking = asking;
        this.range = range;
        this.clock = clock;
        asking.turns().subscribe((before, now) -> forget());
        asking.anew().subscribe((before, now) -> read());
        live.alerts().all().subscribe((before, now) -> read());
        range.range().subscribe((before, now) -> read());
        rule.subscribe((before, now) -> read());
        server.subscribe((before, now) -> read());
        severity.subscribe((before, now) -> read());
    }

    /// [#ANY] or a name.
    StringProperty rule() {
        return rule;
    }

    /// [#ANY] or a name as alerts have it.
    StringProperty server() {
        return server;
    }

    ObjectProperty<@Nullable Severity> severity() {
        return severity;
    }

    /// What rules there are to choose from, [#ANY] first.
    ObservableList<String> rules() {
        return rules;
    }

    /// What servers there are to choose from, [#ANY] first.
    ObservableList<String> servers() {
        return servers;
    }

    ObservableList<Alert> rows() {
        return rows;
    }

    ReadOnlyObjectProperty<Content> content() {
        return content.getReadOnlyProperty();
    }

    /// How many, in words.
    ReadOnlyStringProperty count() {
        return count.getReadOnlyProperty();
    }

    /// Whether the server has older ones than those shown.
    ReadOnlyBooleanProperty more() {
        return more.getReadOnlyProperty();
    }

    /// Such as `24 h`.
    String rangeLabel() {
        return chosen().label();
    }

    void shown() {
        seen = true;
        read();
    }

    void hidden() {
        seen = false;
    }

    void clearFilter() {
        rule.set(ANY);
        server.set(ANY);
        severity.set(null);
    }

    void read() {
        if (!seen) {
            return;
        }
        long number = ++asked;
        Query query = query();
        asking.read(
                "Reading the alerts",
                from -> from.alerts(query, PAGE, null),
                page -> {
                    if (number == asked) {
                        if (!rows.equals(page.data())) {
                            rows.setAll(page.data());
                        }
                        show(page);
                    }
                },
                this::failed);
    }

    void older() {
        String after = next;
        if (after == null) {
            return;
        }
        long number = asked;
        Query query = query();
        asking.read(
                "Reading older alerts",
                from -> from.alerts(query, PAGE, after),
                page -> {
                    if (number == asked) {
                        rows.addAll(page.data());
                        show(page);
                    }
                },
                () -> {});
    }

    private Query query() {
        return new Query(
                null,
                severity.get(),
                chosen(rule),
                chosen(server),
                clock.instant().minus(chosen().length()),
                null);
    }

    private TimeRange chosen() {
        return range.range().get();
    }

    /// A box whose choices change may have no choice for a moment.
    private static @Nullable String chosen(StringProperty property) {
        String name = property.get();
        return name == null || name.equals(ANY) ? null : name;
    }

    private boolean filtered() {
        return chosen(rule) != null || chosen(server) != null || severity.get() != null;
    }

    private void show(Page<Alert> page) {
        next = page.next();
        more.set(next != null);
        offer(rules, rows.stream().map(Alert::rule).toList());
        offer(servers, rows.stream().map(Alert::server).toList());
        count.set(
                page.total() == 1
                        ? "1 alert in the last " + rangeLabel()
                        : Formats.count(page.total()) + " alerts in the last " + rangeLabel());
        content.set(!rows.isEmpty() ? Content.ROWS : filtered() ? Content.NO_MATCH : Content.EMPTY);
    }

    /// Names once offered stay: the filter would take its own choice away.
    private static void offer(ObservableList<String> choices, List<String> names) {
        TreeSet<String> all = new TreeSet<>(choices);
        if (all.addAll(names)) {
            all.stream()
                    .filter(name -> !choices.contains(name))
                    .forEach(name -> choices.add(1 + index(choices, name), name));
        }
    }

    private static int index(List<String> choices, String name) {
        return (int) choices.stream()
                .skip(1)
                .filter(choice -> choice.compareTo(name) < 0)
                .count();
    }

    private void failed() {
        if (content.get() == Content.LOADING) {
            content.set(Content.FAILED);
        }
    }

    private void forget() {
        asked++;
        rows.clear();
        next = null;
        more.set(false);
        count.set("");
        clearFilter();
        rules.setAll(ANY);
        servers.setAll(ANY);
        content.set(Content.LOADING);
        read();
    }
}
