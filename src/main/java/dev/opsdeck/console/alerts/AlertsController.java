package dev.opsdeck.console.alerts;

import dev.opsdeck.console.alerts.TabModel.Tab;
import dev.opsdeck.console.live.Asking;
import dev.opsdeck.console.ui.NoticeBar;
import dev.opsdeck.console.ui.PageView;
import dev.opsdeck.console.ui.StaleLabel;
import dev.opsdeck.console.ui.ViewLoader.View;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import javafx.fxml.FXML;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.HBox;
import javafx.scene.layout.StackPane;

/// The Alerts page: its bar, and one part at a time; each is loaded when it is first shown. FX thread.
final class AlertsController implements PageView {

    private static final PageView PLAIN = new PageView() {};

    private final Asking<AlertServer> asking;
    private final TabModel tab;
    private final FiringViewModel firing;
    private final Function<Tab, View> loads;
    private final Map<Tab, View> loaded = new EnumMap<>(Tab.class);
    private final Map<Tab, ToggleButton> buttons = new EnumMap<>(Tab.class);

    @FXML
    private HBox tabs;

    @FXML
    private StaleLabel stale;

    @FXML
    private NoticeBar notice;

    @FXML
    private StackPane place;

    private boolean seen;

    // The fields are set by the loader before initialize.
    @SuppressWarnings("NullAway.Init")
    AlertsController(Asking<AlertServer> asking, TabModel tab, FiringViewModel firing, Function<Tab, View> loads) {
        this.asking = asking;
        this.tab = tab;
        this.firing = firing;
        this.loads = loads;
    }

    @FXML
    void initialize() {
        ToggleGroup group = new ToggleGroup();
        for (Tab part : Tab.values()) {
            ToggleButton button = new ToggleButton(part.title());
            button.setId("tab-" + part.name());
            button.setToggleGroup(group);
            button.setOnAction(click -> {
                button.setSelected(true);
                tab.show(part);
            });
            buttons.put(part, button);
            tabs.getChildren().add(button);
        }
        tab.current().subscribe((before, now) -> {
            part(before).hidden();
            show(now);
        });
        show(tab.current().get());
        firing.list().subscribe(list -> count(list.firing()));
        notice.follow(asking.notice());
        stale.follow(asking.staleSince());
        asking.staleSince().subscribe(since -> dim());
    }

    /// What fires dims itself: some of it may still be known.
    private void dim() {
        place.getStyleClass().remove("od-dimmed");
        if (stale.isVisible() && tab.current().get() != Tab.FIRING) {
            place.getStyleClass().add("od-dimmed");
        }
    }

    private void count(long firing) {
        button(Tab.FIRING).setText(Tab.FIRING.title() + (firing == 0 ? "" : " " + firing));
    }

    private void show(Tab now) {
        View view = loaded.computeIfAbsent(now, loads);
        place.getChildren().setAll(view.root());
        button(now).setSelected(true);
        dim();
        if (seen) {
            part(now).shown();
        }
    }

    private ToggleButton button(Tab part) {
        return Objects.requireNonNull(buttons.get(part));
    }

    private PageView part(Tab which) {
        View view = loaded.get(which);
        return view != null && view.controller() instanceof PageView part ? part : PLAIN;
    }

    private PageView current() {
        return part(tab.current().get());
    }

    @Override
    public void shown() {
        seen = true;
        current().shown();
    }

    @Override
    public void hidden() {
        seen = false;
        current().hidden();
    }

    @Override
    public void search() {
        current().search();
    }

    @Override
    public boolean back() {
        return current().back();
    }
}
