package dev.opsdeck.console.shell;

import dev.opsdeck.console.connection.Arming;
import dev.opsdeck.console.connection.Connection;
import dev.opsdeck.console.connection.Remote;
import dev.opsdeck.console.live.LiveRoads;
import dev.opsdeck.console.settings.ServerDialog;
import dev.opsdeck.console.task.Cancellable;
import dev.opsdeck.console.task.RunningTask;
import dev.opsdeck.console.ui.StateLabel;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import javafx.beans.binding.Bindings;
import javafx.collections.ListChangeListener;
import javafx.fxml.FXML;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/// The window's content: puts its parts together and leads commands to them. JavaFX thread only; closed by the
/// application.
public final class ShellController implements AutoCloseable {

    private static final Duration TICK = Duration.ofSeconds(1);

    /// Work that lasts so long is shown without waiting for the next tick.
    private static final Duration NOTICED = Duration.ofMillis(250);

    private final PageServices services;
    private final LiveRoads roads;
    private final WindowCommands commands;
    private final StackPane overlayLayer;
    private final ShellViewModel model;
    private final StatusViewModel status;
    private final BooleanSupplier visible;

    @FXML
    private StackPane root;

    @FXML
    private VBox serverList;

    @FXML
    private VBox pageList;

    @FXML
    private Label title;

    @FXML
    private StateLabel pill;

    @FXML
    private HBox top;

    @FXML
    private HBox ranges;

    @FXML
    private MenuButton rangeMenu;

    @FXML
    private Button sync;

    @FXML
    private Button flush;

    @FXML
    private Button loadRun;

    @FXML
    private VBox banners;

    @FXML
    private StackPane place;

    @FXML
    private HBox work;

    @FXML
    private Label ownCost;

    @FXML
    private Label offset;

    private PageHost pages;
    private ServerDialog serverDialog;
    private StatusBar statusBar;
    private Cancellable ticks = () -> {};

    /// @param overlayLayer the layer of the services' overlay
    /// @param visible      whether anybody can see the window now
    @SuppressWarnings("NullAway.Init") // fields are set by the FXML loader and in initialize()
    public ShellController(
            PageServices services,
            LiveRoads roads,
            Arming arming,
            WindowCommands commands,
            StackPane overlayLayer,
            LongSupplier nanoClock,
            BooleanSupplier visible) {
        this.services = services;
        this.roads = roads;
        this.commands = commands;
        this.overlayLayer = overlayLayer;
        this.visible = visible;
        this.model =
                new ShellViewModel(services.active(), services.live(), arming, services.formats(), services.clock());
        this.status = new StatusViewModel(
                services.active(),
                services.live(),
                services.tasks(),
                services.cost(),
                commands,
                commands::complain,
                services.clock(),
                nanoClock);
    }

    @FXML
    void initialize() {
        root.getChildren().add(overlayLayer);
        serverDialog = Pages.serverDialog(services);
        Pages known = new Pages(services, roads::retryAll);
        pages = new PageHost(place, services.views(), known.all());
        commands.connect(new WindowCommands.Window(pages, known.dialogs(), this::addServer));
        new ServerList(
                serverList,
                services.servers().list(),
                services.active(),
                roads,
                serverDialog::edit,
                serverDialog::remove);
        PageList.fill(
                pageList,
                pages,
                Map.of("alerts", services.live().alerts().open().map(PageList.Badge::of)));
        new RangePicker(top, ranges, rangeMenu, services.range());
        bindTopBar();
        statusBar = new StatusBar(work);
        services.servers().list().addListener((ListChangeListener<Connection>) change -> followList());
        rememberSelections();
        pages.show(services.settings().get().page());
        tick();
        ticks = services.tasks().every(TICK, this::tick);
        services.tasks().running().addListener((ListChangeListener<RunningTask>) change -> {
            while (change.next()) {
                if (change.wasAdded()) {
                    services.tasks().after(NOTICED, this::showWork);
                }
            }
        });
    }

    /// Gives the window its keys.
    public void install(Scene scene) {
        WindowKeys.install(scene, services, commands, pages, this::actions);
    }

    /// The ids of all pages, in the order of the list.
    public List<String> pageIds() {
        return pages.pages().stream().map(Page::id).toList();
    }

    /// Shows the page of that id.
    public void show(String pageId) {
        pages.show(pageId);
    }

    private void bindTopBar() {
        title.textProperty().bind(model.title());
        title.tooltipProperty().set(new Tooltip());
        title.getTooltip().textProperty().bind(model.title());
        model.pill().subscribe(now -> pill.show(now.state(), now.text()));
        BannerView lost = new BannerView(banners, "Try now", roads::retryNow, this::editServer);
        model.banner().subscribe(lost::show);
        BannerView armed = new BannerView(banners, "Disarm", this::disarm);
        model.armed().subscribe(armed::show);
        banners.visibleProperty().bind(Bindings.isNotEmpty(banners.getChildren()));
        banners.managedProperty().bind(banners.visibleProperty());
        keyed(sync, "F5");
        keyed(flush, "Shift+F5");
        keyed(loadRun, "Ctrl+L");
    }

    private void editServer() {
        if (services.active().get() instanceof Remote remote) {
            serverDialog.edit(remote);
        }
    }

    private static void keyed(Button button, String key) {
        button.setTooltip(new Tooltip(button.getText() + " (" + key + ")"));
        if ("F5".equals(key)) {
            Label badge = new Label(key);
            badge.getStyleClass().add("od-key");
            button.setGraphic(badge);
            button.setContentDisplay(ContentDisplay.RIGHT);
        }
    }

    private void rememberSelections() {
        services.active().connection().addListener((property, before, now) -> {
            services.settings().update(settings -> settings.withServer(now.id()));
            services.overlay().close();
        });
        services.range()
                .range()
                .addListener((property, before, now) ->
                        services.settings().update(settings -> settings.withRange(now.name())));
        pages.current().addListener((property, before, now) -> {
            if (now != null) {
                services.settings().update(settings -> settings.withPage(now.id()));
            }
        });
    }

    /// After an edit the server shown is another object; after a removal it is gone.
    private void followList() {
        Connection now = services.active().get();
        if (!services.servers().list().contains(now)) {
            services.active().select(services.servers().byId(now.id()));
        }
    }

    private void showWork() {
        if (!services.tasks().running().isEmpty() && visible.getAsBoolean()) {
            statusBar.show(status.items());
        }
    }

    private void tick() {
        if (!visible.getAsBoolean()) {
            return;
        }
        model.refresh();
        statusBar.show(status.items());
        ownCost.setText(status.ownCost());
        offset.setText(services.formats().offset(services.clock().instant()));
    }

    private List<Action> actions() {
        return Actions.all(services, commands, pages, roads);
    }

    @FXML
    void addServer() {
        serverDialog.add(services.active()::select);
    }

    private void disarm() {
        commands.disarm();
        model.refresh();
    }

    @FXML
    void sync() {
        commands.sync();
    }

    @FXML
    void flush() {
        commands.flush();
    }

    @FXML
    void loadRun() {
        commands.loadRun();
    }

    @Override
    public void close() {
        ticks.close();
    }
}
