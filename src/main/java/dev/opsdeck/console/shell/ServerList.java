package dev.opsdeck.console.shell;

import dev.opsdeck.console.connection.ActiveServer;
import dev.opsdeck.console.connection.Connection;
import dev.opsdeck.console.connection.Remote;
import dev.opsdeck.console.live.Firing;
import dev.opsdeck.console.live.LiveRoads;
import dev.opsdeck.console.live.ServerState;
import dev.opsdeck.console.ui.State;
import java.util.List;
import java.util.function.Consumer;
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
    private final LiveRoads roads;
    private final Consumer<Remote> edit;
    private final Consumer<Remote> remove;
    private Subscription rows = Subscription.EMPTY;

    ServerList(
            VBox box,
            ObservableList<Connection> servers,
            ActiveServer active,
            LiveRoads roads,
            Consumer<Remote> edit,
            Consumer<Remote> remove) {
        this.box = box;
        this.active = active;
        this.roads = roads;
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
        Runnable show = () -> {
            ServerState now = ServerState.of(roads.link(server).get(), about(server));
            shape.getStyleClass().setAll("od-shape", now.state().word());
            second.setText(now.state() == State.OK ? server.subtitle() : now.words());
            String text = server.name() + ", " + now.words() + ", " + server.subtitle();
            if (!text.equals(row.getAccessibleText())) {
                row.setAccessibleText(text);
                row.setTooltip(new Tooltip(text));
            }
        };
        rows = rows.and(roads.link(server).subscribe(link -> show.run()));
        rows = rows.and(roads.openAlerts().firing().subscribe(firing -> show.run()));
        return row;
    }

    private List<Firing> about(Connection server) {
        return roads.openAlerts().firing().get().stream()
                .filter(firing -> firing.about().id().equals(server.id()))
                .toList();
    }

    private ContextMenu menu(Remote server) {
        MenuItem change = new MenuItem("Edit…");
        change.setOnAction(click -> edit.accept(server));
        MenuItem forget = new MenuItem("Remove…");
        forget.setOnAction(click -> remove.accept(server));
        return new ContextMenu(change, forget);
    }
}
