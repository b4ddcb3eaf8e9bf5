package dev.opsdeck.console.alerts;

import dev.opsdeck.api.alerts.Channel;
import dev.opsdeck.console.live.Asking;
import dev.opsdeck.console.task.BackgroundTasks;
import dev.opsdeck.console.task.Cancellable;
import dev.opsdeck.console.ui.State;
import java.time.Duration;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.collections.ObservableMap;

/// The channels of the server shown, read every five seconds while they are seen. FX thread.
final class ChannelsViewModel {

    /// What became of a test, for its channel.
    record Outcome(State state, String words) {}

    private static final Duration PERIOD = Duration.ofSeconds(5);

    private final Asking<AlertServer> asking;
    private final BackgroundTasks tasks;
    private final Rows<Channel> rows;
    private final ObservableMap<String, Outcome> outcomes = FXCollections.observableHashMap();
    private Cancellable ticks = () -> {};

    ChannelsViewModel(Asking<AlertServer> asking, BackgroundTasks tasks) {
        this.asking = asking;
        this.tasks = tasks;
        rows = new Rows<>(asking, "Reading the channels", AlertServer::channels, list -> list);
        asking.turns().subscribe((before, now) -> outcomes.clear());
    }

    ObservableList<Channel> channels() {
        return rows.list();
    }

    ReadOnlyObjectProperty<Content> content() {
        return rows.content();
    }

    /// By the channel's name; a test under way has one too.
    ObservableMap<String, Outcome> outcomes() {
        return outcomes;
    }

    void shown() {
        rows.shown();
        ticks.close();
        ticks = tasks.every(PERIOD, rows::read);
    }

    void hidden() {
        ticks.close();
        rows.hidden();
    }

    void read() {
        rows.read();
    }

    /// Sends a test message; the receiver may take its time.
    void test(Channel channel) {
        String name = channel.name();
        outcomes.put(name, new Outcome(State.UNKNOWN, "sending…"));
        asking.ask(
                "Testing " + name,
                server -> server.testChannel(name),
                result -> {
                    outcomes.put(
                            name,
                            new Outcome(
                                    result.delivered() ? State.OK : State.CRITICAL,
                                    (result.delivered() ? "delivered in " : "not delivered after ")
                                            + result.tookMillis() + " ms: " + result.detail()));
                    rows.read();
                },
                failure -> outcomes.put(name, new Outcome(State.CRITICAL, failure.text())));
    }
}
