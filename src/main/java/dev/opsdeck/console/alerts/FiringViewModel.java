package dev.opsdeck.console.alerts;

import dev.opsdeck.api.alerts.Alert;
import dev.opsdeck.api.alerts.AlertState;
import dev.opsdeck.console.connection.AlertApi.Query;
import dev.opsdeck.console.live.Asking;
import dev.opsdeck.console.live.LiveModel;
import dev.opsdeck.console.task.BackgroundTasks;
import dev.opsdeck.console.task.Cancellable;
import dev.opsdeck.console.ui.AlertWords;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectProperty;
import org.jspecify.annotations.Nullable;

/// What fires now, as it comes in, and who takes care of it. FX thread.
final class FiringViewModel {

    private static final Duration PERIOD = Duration.ofSeconds(5);
    private static final int MOST = 500;

    private final Asking<AlertServer> asking;
    private final LiveModel live;
    private final BackgroundTasks tasks;
    private final Reports reports;
    private @Nullable String selected;
    private Cancellable ticks = () -> {};

    FiringViewModel(Asking<AlertServer> asking, LiveModel live, BackgroundTasks tasks, Reports reports) {
        this.asking = asking;
        this.live = live;
        this.tasks = tasks;
        this.reports = reports;
    }

    /// The worst first, then those that are pending.
    ReadOnlyObjectProperty<List<Alert>> alerts() {
        return live.alerts().open();
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
        if (!alerts().get().isEmpty() && live.link().get().live()) {
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
        asking.ask(
                "Acknowledge " + alert.rule(),
                server -> server.acknowledge(alert.id()),
                answer -> {
                    live.alerts().put(answer);
                    reports.done("Acknowledged", answer.rule() + " on " + AlertWords.server(answer.server()) + ".");
                },
                reports::failed);
    }

    private Optional<Alert> next() {
        List<Alert> open = alerts().get();
        Optional<Alert> chosen = open.stream()
                .filter(alert -> Objects.equals(alert.id(), selected) && AlertWords.unattended(alert))
                .findFirst();
        return chosen.isPresent()
                ? chosen
                : open.stream().filter(AlertWords::unattended).findFirst();
    }
}
