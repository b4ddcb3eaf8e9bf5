package dev.opsdeck.console.live;

import dev.opsdeck.console.connection.Failure;
import dev.opsdeck.console.task.BackgroundTasks;
import dev.opsdeck.console.task.RunningTask;
import dev.opsdeck.console.ui.Formats;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import javafx.beans.property.ReadOnlyLongProperty;
import javafx.beans.property.ReadOnlyLongWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.value.ObservableValue;
import org.jspecify.annotations.Nullable;

/// How all parts of a page ask the server that is shown: beside the FX thread, and an answer of another server than
/// the one shown by now is dropped. FX thread.
///
/// @param <S> what the page needs of a server; its methods block
public final class Asking<S> {

    private final Supplier<S> server;
    private final BackgroundTasks tasks;
    private final Formats formats;
    private final ReadOnlyStringWrapper notice = new ReadOnlyStringWrapper(this, "notice", "");
    private final ReadOnlyStringWrapper staleSince = new ReadOnlyStringWrapper(this, "staleSince", "");
    private final ReadOnlyLongWrapper turns = new ReadOnlyLongWrapper(this, "turns");
    private final ReadOnlyLongWrapper anew = new ReadOnlyLongWrapper(this, "anew");
    private final @Nullable InstantSource clock;
    private LinkState link;
    private @Nullable Instant readAt;

    /// For a page that events keep current: it is as old as the last of them.
    public Asking(
            Supplier<S> server,
            ObservableValue<?> selectedServer,
            LiveModel live,
            BackgroundTasks tasks,
            Formats formats) {
        this(server, selectedServer, live, tasks, formats, null);
    }

    /// @param clock for a page that is as old as what it read last; null for one that events keep current
    public Asking(
            Supplier<S> server,
            ObservableValue<?> selectedServer,
            LiveModel live,
            BackgroundTasks tasks,
            Formats formats,
            @Nullable InstantSource clock) {
        this.clock = clock;
        this.server = server;
        this.tasks = tasks;
        this.formats = formats;
        this.link = live.link().get();
        selectedServer.subscribe((before, now) -> {
            notice.set("");
            readAt = null;
            tellAge();
            turns.set(turns.get() + 1);
        });
        live.connects().subscribe((before, now) -> anew.set(anew.get() + 1));
        live.link().subscribe(this::link);
    }

    /// The one that is shown now, for work that tells how far it is; its answer is checked against [#turns].
    public S server() {
        return server.get();
    }

    /// Why the page could not be read; empty when it could, and while the window says that the connection is
    /// lost.
    public ReadOnlyStringProperty notice() {
        return notice.getReadOnlyProperty();
    }

    /// Puts a sentence there that the page knows without asking.
    public void say(String sentence) {
        notice.set(sentence);
    }

    /// `As of 18:02:11` while the connection is lost, else empty.
    public ReadOnlyStringProperty staleSince() {
        return staleSince.getReadOnlyProperty();
    }

    /// Rises when another server is shown: what was read is of no use any more.
    public ReadOnlyLongProperty turns() {
        return turns.getReadOnlyProperty();
    }

    /// Rises when a connection was made again: what was read may have a hole.
    public ReadOnlyLongProperty anew() {
        return anew.getReadOnlyProperty();
    }

    /// For what the operator asked for: its end is somebody else's to tell.
    public <T> RunningTask ask(String title, Function<S, T> call, Consumer<? super T> then, Consumer<Failure> failed) {
        long turn = turns.get();
        S asked = server.get();
        return tasks.run(
                title,
                () -> call.apply(asked),
                answer -> {
                    if (turn == turns.get()) {
                        then.accept(answer);
                    }
                },
                failure -> {
                    if (turn == turns.get()) {
                        failed.accept(failure);
                    }
                });
    }

    /// For what the page reads by itself: why it could not stands above the page until something could be read.
    ///
    /// @param failed what else there is to do then
    public <T> RunningTask read(String title, Function<S, T> call, Consumer<? super T> then, Runnable failed) {
        return ask(
                title,
                call,
                answer -> {
                    notice.set("");
                    readAt = clock == null ? null : clock.instant();
                    tellAge();
                    then.accept(answer);
                },
                failure -> {
                    notice.set(link.says(failure) ? "" : failure.text());
                    failed.run();
                });
    }

    private void link(LinkState state) {
        link = state;
        if (!state.live()) {
            notice.set("");
        }
        tellAge();
    }

    private void tellAge() {
        staleSince.set(
                link instanceof LinkState.Lost lost
                        ? "As of " + formats.clockSeconds(readAt == null ? lost.since() : readAt)
                        : "");
    }
}
