package dev.opsdeck.console.alerts;

import dev.opsdeck.api.alerts.Alert;
import dev.opsdeck.api.alerts.AlertState;
import dev.opsdeck.console.connection.AlertApi.Query;
import dev.opsdeck.console.live.Asking;
import dev.opsdeck.console.live.LinkState;
import dev.opsdeck.console.live.LiveModel;
import dev.opsdeck.console.task.BackgroundTasks;
import dev.opsdeck.console.task.Cancellable;
import dev.opsdeck.console.ui.AlertWords;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;

/// What fires now, as it comes in, and who takes care of it. While the server cannot be asked: what this computer holds
/// about it, and what it said last. FX thread.
final class FiringViewModel {

    private static final Duration PERIOD = Duration.ofSeconds(5);
    private static final int MOST = 500;

    private final Asking<AlertServer> asking;
    private final LiveModel live;
    private final BackgroundTasks tasks;
    private final Reports reports;
    private final Outside outside;
    private final FiringWords words;
    private final ReadOnlyObjectWrapper<Shown> list =
            new ReadOnlyObjectWrapper<>(this, "list", new Shown(List.of(), List.of(), true, ""));
    private @Nullable String selected;
    private Cancellable ticks = () -> {};

    FiringViewModel(
            Asking<AlertServer> asking,
            LiveModel live,
            Outside outside,
            BackgroundTasks tasks,
            FiringWords words,
            Reports reports) {
        this.asking = asking;
        this.live = live;
        this.outside = outside;
        this.tasks = tasks;
        this.words = words;
        this.reports = reports;
        live.alerts().open().subscribe(this::collect);
        live.link().subscribe(this::collect);
        outside.thisComputer().alerts().open().subscribe(this::collect);
        outside.thisComputer().link().subscribe(this::collect);
        outside.server().subscribe(server -> collect());
    }

    /// What stands in the list.
    ///
    /// @param outside what this computer holds about the server while that cannot be asked
    /// @param told    what the server itself says or, while it cannot be asked, said last
    /// @param current whether the server itself can be asked
    /// @param none    the sentence when there is neither
    record Shown(List<Alert> outside, List<Alert> told, boolean current, String none) {

        List<Alert> all() {
            return Stream.concat(outside.stream(), told.stream()).toList();
        }

        /// How many are known to fire now.
        long firing() {
            return Stream.concat(outside.stream(), current ? told.stream() : Stream.empty())
                    .filter(alert -> alert.state() == AlertState.FIRING)
                    .count();
        }
    }

    /// The worst first, then those that are pending; replaced when something changes.
    ReadOnlyObjectProperty<Shown> list() {
        return list.getReadOnlyProperty();
    }

    private void collect() {
        LinkState link = live.link().get();
        Shown now = new Shown(
                link.live() ? List.of() : outside.open(),
                live.alerts().open().get(),
                link.live(),
                words.none(outside.server().getValue(), link, outside.watches()));
        if (!now.equals(list.get())) {
            list.set(now);
        }
    }

    /// Who knows of an alert of the list.
    Asking<AlertServer> asks(Alert alert) {
        return fromOutside(alert) ? outside.asking() : asking;
    }

    /// Whether it is this computer that holds it.
    boolean fromOutside(Alert alert) {
        return list.get().outside().contains(alert);
    }

    /// Whether people can be kept from being told of it: it fires now, at the server itself, and they are told.
    boolean canSilence(Alert alert) {
        return list.get().current()
                && !fromOutside(alert)
                && alert.state() == AlertState.FIRING
                && alert.silencedBy() == null;
    }

    /// The list is seen: between its steps an alert's value is only known by asking.
    void shown() {
        ticks.close();
        ticks = tasks.every(PERIOD, this::readValues);
        readValues();
    }

    void hidden() {
        ticks.close();
    }

    private void readValues() {
        if (!list.get().told().isEmpty() && live.link().get().live()) {
            asking.read(
                    "Reading what fires", FiringViewModel::open, read -> read.forEach(live.alerts()::put), () -> {});
        }
    }

    private static List<Alert> open(AlertServer server) {
        List<Alert> open = new ArrayList<>();
        for (AlertState state : List.of(AlertState.FIRING, AlertState.PENDING)) {
            open.addAll(server.alerts(Query.in(state), MOST, null).data());
        }
        return open;
    }

    /// The one that the operator looks at; null for none.
    void select(@Nullable Alert alert) {
        selected = alert == null ? null : alert.id();
    }

    /// Takes care of the selected one or else of the worst that nobody takes care of.
    void acknowledgeNext() {
        next().ifPresent(this::acknowledge);
    }

    void acknowledge(Alert alert) {
        LiveModel known = fromOutside(alert) ? outside.thisComputer() : live;
        asks(alert)
                .ask(
                        "Acknowledge " + alert.rule(),
                        server -> server.acknowledge(alert.id()),
                        answer -> {
                            known.alerts().put(answer);
                            reports.done(
                                    "Acknowledged", answer.rule() + " on " + AlertWords.server(answer.server()) + ".");
                        },
                        reports::failed);
    }

    private Optional<Alert> next() {
        List<Alert> open = list.get().all();
        Optional<Alert> chosen = open.stream()
                .filter(alert -> Objects.equals(alert.id(), selected) && AlertWords.unattended(alert))
                .findFirst();
        return chosen.isPresent()
                ? chosen
                : open.stream().filter(AlertWords::unattended).findFirst();
    }
}
