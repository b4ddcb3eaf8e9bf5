package dev.opsdeck.console.shell;

import dev.opsdeck.console.connection.ActiveServer;
import dev.opsdeck.console.connection.Connection;
import dev.opsdeck.console.connection.Remote;
import dev.opsdeck.console.live.LinkState;
import dev.opsdeck.console.ui.State;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.collections.ListChangeListener;
import javafx.collections.ObservableList;
import javafx.css.PseudoClass;
import javafx.scene.control.Button;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Label;
import javafx.scene.control.MenuItem;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.Subscription;

/// The servers at the left: name, second line, and the state by shape and colour. JavaFX thread only.
final class ServerList {

    private static final PseudoClass SELECTED = PseudoClass.getPseudoClass("selected");

    private final VBox box;
    private final ActiveServer active;
    private final Function<Connection, ReadOnlyObjectProperty<LinkState>> links;
    private final Consumer<Remote> edit;
    private final Consumer<Remote> remove;
    private Subscription rows = Subscription.EMPTY;

    ServerList(
            VBox box,
            ObservableList<Connection> servers,
            ActiveServer active,
            Function<Connection, ReadOnlyObjectProperty<LinkState>> links,
            Consumer<Remote> edit,
            Consumer<Remote> remove) {
        this.box = box;
        this.active = active;
        this.links = links;
        this.edit = edit;
        this.remove = remove;
        servers.addListener((ListChangeListener<Connection>) change -> build(servers));
        build(servers);
    }

    private void build(ObservableList<Connection> servers) {
        rows.unsubscribe();
        rows = Subscription.EMPTY;
        box.getChildren().setAll(servers.stream().map(this::row).toList());
    }

    private Button row(Connection server) {
        Region shape = new Region();
        Label name = new Label(server.name());
        Label second = new Label(server.subtitle());
        second.getStyleClass().add("od-small");
        VBox lines = new VBox(name, second);
        lines.setMinWidth(0);
        HBox.setHgrow(lines, Priority.ALWAYS);
        HBox content = new HBox(shape, lines);
        content.getStyleClass().add("shell-server");
        content.setMaxWidth(168);
        Button row = new Button(server.name(), content);
        row.setMnemonicParsing(false);
        row.setMaxWidth(Double.MAX_VALUE);
        row.getStyleClass().setAll("shell-nav-item");
        row.setOnAction(click -> active.select(server));
        if (server instanceof Remote remote) {
            row.setContextMenu(menu(remote));
        }
        rows = rows.and(active.connection()
                .subscribe(now -> row.pseudoClassStateChanged(SELECTED, now.id().equals(server.id()))));
        rows = rows.and(links.apply(server).subscribe(link -> {
            State state = state(link);
            shape.getStyleClass().setAll("od-shape", state.word());
            second.setText(state == State.OK ? server.subtitle() : word(link));
            String text = server.name() + ", " + word(link) + ", " + server.subtitle();
            row.setAccessibleText(text);
            row.setTooltip(new Tooltip(text));
        }));
        return row;
    }

    private ContextMenu menu(Remote server) {
        MenuItem change = new MenuItem("Edit…");
        change.setOnAction(click -> edit.accept(server));
        MenuItem forget = new MenuItem("Remove…");
        forget.setOnAction(click -> remove.accept(server));
        return new ContextMenu(change, forget);
    }

    private static State state(LinkState link) {
        return switch (link) {
            case LinkState.Connecting connecting -> State.UNKNOWN;
            case LinkState.Live live -> State.OK;
            case LinkState.Lost lost -> State.CRITICAL;
        };
    }

    private static String word(LinkState link) {
        return switch (link) {
            case LinkState.Connecting connecting -> "connecting";
            case LinkState.Live live -> "live";
            case LinkState.Lost lost -> lost.why().title().toLowerCase(java.util.Locale.ROOT);
        };
    }
}
