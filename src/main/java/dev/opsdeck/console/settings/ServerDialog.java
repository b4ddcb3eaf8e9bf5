package dev.opsdeck.console.settings;

import dev.opsdeck.console.connection.Connection;
import dev.opsdeck.console.connection.Failure;
import dev.opsdeck.console.connection.Remote;
import dev.opsdeck.console.connection.Servers;
import dev.opsdeck.console.task.BackgroundTasks;
import dev.opsdeck.console.ui.Overlay;
import dev.opsdeck.console.ui.Question;
import dev.opsdeck.console.ui.ViewLoader;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Opens the dialog that adds or edits a remote server. JavaFX thread only.
public final class ServerDialog {

    private static final String FXML = "/dev/opsdeck/console/settings/server-dialog.fxml";

    private final Servers servers;
    private final BackgroundTasks tasks;
    private final Overlay overlay;
    private final ViewLoader views;
    private final Consumer<Failure> complain;

    /// @param complain told when a token could not be forgotten
    public ServerDialog(
            Servers servers, BackgroundTasks tasks, Overlay overlay, ViewLoader views, Consumer<Failure> complain) {
        this.complain = complain;
        this.servers = servers;
        this.tasks = tasks;
        this.overlay = overlay;
        this.views = views;
    }

    /// @param saved told the new server
    public void add(Consumer<Connection> saved) {
        open(null, saved);
    }

    public void edit(Remote server) {
        open(server, saved -> {});
    }

    /// Asks, then takes it off the list.
    public void remove(Remote server) {
        Question.ask(
                overlay,
                "Remove " + server.name() + "?",
                "Opsdeck forgets its address and token. The server itself is not touched.",
                "Remove",
                () -> {
                    servers.remove(server);
                    tasks.run("Forget the token", () -> forget(server), done -> {}, complain);
                });
    }

    private Remote forget(Remote server) {
        servers.forgetToken(server);
        return server;
    }

    private void open(@Nullable Remote server, Consumer<Connection> saved) {
        ServerDialogViewModel model = new ServerDialogViewModel(servers, tasks, server, connection -> {
            overlay.close();
            saved.accept(connection);
        });
        overlay.show(
                views.load(FXML, () -> new ServerDialogController(model, overlay))
                        .root(),
                model::cancel);
    }
}
