package dev.opsdeck.console.settings;

import dev.opsdeck.console.connection.Connection;
import dev.opsdeck.console.connection.Remote;
import dev.opsdeck.console.ui.Theme;
import java.util.function.Consumer;
import javafx.collections.ListChangeListener;
import javafx.fxml.FXML;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// The Settings page. JavaFX thread only.
public final class SettingsController {

    private final SettingsViewModel model;
    private final Runnable addServer;
    private final Consumer<Remote> editServer;
    private final Consumer<Remote> removeServer;
    private final Parent tokens;

    @FXML
    private VBox servers;

    @FXML
    private VBox cards;

    @FXML
    private HBox themes;

    @FXML
    private MessagesForm messages;

    @FXML
    private TextField dataFolder;

    @FXML
    private TextField settingsFile;

    @FXML
    private Label cpu;

    @FXML
    private Label heap;

    @FXML
    private Label resident;

    @FXML
    private Label start;

    @FXML
    private Label version;

    /// @param tokens the card about tokens, after the servers
    @SuppressWarnings("NullAway.Init") // fields are set by the FXML loader
    SettingsController(
            SettingsViewModel model,
            Runnable addServer,
            Consumer<Remote> editServer,
            Consumer<Remote> removeServer,
            Parent tokens) {
        this.model = model;
        this.addServer = addServer;
        this.editServer = editServer;
        this.removeServer = removeServer;
        this.tokens = tokens;
    }

    @FXML
    void initialize() {
        model.servers().addListener((ListChangeListener<Connection>) change -> fillServers());
        fillServers();
        cards.getChildren().add(1, tokens);
        fillThemes();
        messages.show(model.messages(), model::change);
        path(dataFolder, model.dataFolder());
        path(settingsFile, model.settingsFile());
        cpu.textProperty().bind(model.cpu());
        heap.textProperty().bind(model.heap());
        resident.textProperty().bind(model.resident());
        start.textProperty().bind(model.start());
        version.setText(SettingsViewModel.version());
    }

    /// A long one goes on beyond its field: the tooltip has all of it.
    private static void path(TextField field, String path) {
        field.setText(path);
        field.setTooltip(new Tooltip(path));
    }

    private void fillServers() {
        servers.getChildren().setAll(model.servers().stream().map(this::row).toList());
    }

    private HBox row(Connection server) {
        Label name = new Label(server.name());
        name.getStyleClass().add("od-strong");
        Label second = new Label(server.subtitle());
        second.getStyleClass().addAll("od-muted", "od-small");
        // A long name or address is cut off, the buttons are not.
        name.setTooltip(new Tooltip(server.name()));
        second.setTooltip(new Tooltip(server.subtitle()));
        VBox lines = new VBox(name, second);
        lines.setMinWidth(0);
        HBox.setHgrow(lines, Priority.ALWAYS);
        HBox row = new HBox(8, lines);
        row.getStyleClass().add("settings-row");
        if (server instanceof Remote remote) {
            Button edit = new Button("Edit");
            edit.setOnAction(click -> editServer.accept(remote));
            Button remove = new Button("Remove");
            remove.setOnAction(click -> removeServer.accept(remote));
            edit.setMinWidth(Region.USE_PREF_SIZE);
            remove.setMinWidth(Region.USE_PREF_SIZE);
            row.getChildren().addAll(edit, remove);
        }
        return row;
    }

    private void fillThemes() {
        ToggleGroup group = new ToggleGroup();
        for (Theme.Choice choice : Theme.Choice.values()) {
            ToggleButton button = new ToggleButton(
                    switch (choice) {
                        case SYSTEM -> "As the system";
                        case LIGHT -> "Light";
                        case DARK -> "Dark";
                    });
            button.setId("theme-" + choice.name());
            button.setToggleGroup(group);
            button.setSelected(choice == model.theme());
            button.setOnAction(click -> {
                button.setSelected(true);
                model.choose(choice);
            });
            themes.getChildren().add(button);
        }
    }

    @FXML
    void addServer() {
        addServer.run();
    }
}
