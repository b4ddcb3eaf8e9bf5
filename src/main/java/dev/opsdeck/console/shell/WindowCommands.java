package dev.opsdeck.console.shell;

import dev.opsdeck.api.alerts.Alert;
import dev.opsdeck.console.connection.ActiveServer;
import dev.opsdeck.console.connection.Arming;
import dev.opsdeck.console.connection.Connection;
import dev.opsdeck.console.connection.Failure;
import dev.opsdeck.console.task.BackgroundTasks;
import dev.opsdeck.console.ui.Commands;
import dev.opsdeck.console.ui.Notices;
import dev.opsdeck.console.ui.Overlay;
import dev.opsdeck.console.ui.Question;
import dev.opsdeck.console.ui.State;
import org.jspecify.annotations.Nullable;

/// The commands of buttons, keys, palette and pages. JavaFX thread only. Pages are made with it, and it needs the
/// pages: so it is connected to the window after both are made.
public final class WindowCommands implements Commands {

    private final ActiveServer active;
    private final Arming arming;
    private final BackgroundTasks tasks;
    private final Notices notices;
    private final Overlay overlay;
    private @Nullable Window window;

    public WindowCommands(ActiveServer active, Arming arming, BackgroundTasks tasks, Notices notices, Overlay overlay) {
        this.active = active;
        this.arming = arming;
        this.tasks = tasks;
        this.notices = notices;
        this.overlay = overlay;
    }

    /// What only the finished window can do.
    record Window(PageHost pages, ActionDialogs dialogs, Runnable addServer) {}

    void connect(Window finished) {
        window = finished;
    }

    @Override
    public void open(String page) {
        if (window != null) {
            window.pages().show(page);
        }
    }

    @Override
    public void sync() {
        if (window != null) {
            whenArmed("Sync", window.dialogs().sync());
        }
    }

    @Override
    public void loadRun() {
        if (window != null) {
            whenArmed("Load run", window.dialogs().loadRun());
        }
    }

    @Override
    public void rampRun() {
        if (window != null) {
            whenArmed("Load run", window.dialogs().rampRun());
        }
    }

    @Override
    public void acknowledge(Alert alert) {
        if (window != null) {
            window.dialogs().alerts().acknowledge(alert);
        }
    }

    @Override
    public void silence(Alert alert) {
        if (window != null) {
            window.dialogs().alerts().openSilence(alert);
        }
    }

    @Override
    public void openProfile(long id) {
        if (window != null) {
            window.dialogs().openProfile().accept(id);
        }
    }

    @Override
    public void openProduct(long id) {
        if (window != null) {
            window.dialogs().openProduct().accept(id);
        }
    }

    /// Takes care of the alert that is looked at, or of the worst.
    void acknowledge() {
        if (window != null) {
            window.dialogs().alerts().acknowledge();
        }
    }

    /// Opens the dialog of a new silence.
    void newSilence() {
        if (window != null) {
            window.dialogs().alerts().openSilence(null);
        }
    }

    /// Shows the Alerts page with the editor of a new rule.
    void newRule() {
        if (window != null) {
            window.dialogs().alerts().openNewRule();
        }
    }

    @Override
    public void addServer() {
        if (window != null) {
            window.addServer().run();
        }
    }

    @Override
    public void flush() {
        Connection server = active.get();
        if (server.needsArming()) {
            whenArmed("Flush cache", () -> flush(server));
            return;
        }
        tasks.run(
                "Count cache entries",
                () -> server.api().caches().data(),
                caches -> Question.ask(
                        overlay,
                        "Flush all caches of " + server.name() + "?",
                        FlushAction.question(caches),
                        "Flush cache",
                        () -> flush(server)),
                this::complain);
    }

    @Override
    public void whenArmed(String action, Runnable then) {
        Connection server = active.get();
        if (arming.ready(server)) {
            then.run();
            return;
        }
        Question.ask(
                overlay,
                "Arm " + server.name() + " for ten minutes?",
                "'" + action + "' changes or strains a remote server that others may be using. While it is armed, Sync"
                        + " and Flush cache work on it without asking again, and Load run asks with its numbers.",
                "Arm and go on",
                () -> {
                    arming.arm(server);
                    then.run();
                });
    }

    /// Ends the ten minutes.
    void disarm() {
        arming.disarm(active.get());
    }

    /// Says what went wrong with something that was asked for.
    void complain(Failure failure) {
        notices.show(State.CRITICAL, failure.title(), failure.text());
    }

    private void flush(Connection server) {
        tasks.run(
                "Flush caches",
                () -> server.api().flush(null),
                result -> notices.show(State.OK, FlushAction.title(result), FlushAction.result(result)),
                this::complain);
    }
}
