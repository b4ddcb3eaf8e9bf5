package dev.opsdeck.console.alerts;

import dev.opsdeck.api.alerts.Alert;
import dev.opsdeck.api.alerts.AlertState;
import dev.opsdeck.console.alerts.TabModel.Tab;
import dev.opsdeck.console.live.Asking;
import dev.opsdeck.console.live.LiveModel;
import dev.opsdeck.console.ui.PageView;
import dev.opsdeck.console.ui.ViewLoader.View;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import javafx.fxml.FXML;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.HBox;
import javafx.scene.layout.StackPane;

/// The Alerts page: its bar, and one part at a time; each is loaded when it is first shown. FX thread.
final class AlertsController implements PageView {

    private static final PageView PLAIN = new PageView() {};

    private final Asking<AlertServer> asking;
    private final TabModel tab;
    private final LiveModel live;
    private final Function<Tab, View> loads;
    private final Map<Tab, View> loaded = new EnumMap<>(Tab.class);
    private final Map<Tab, ToggleButton> buttons = new EnumMap<>(Tab.class);

    @FXML
    private HBox tabs;

    @FXML
    private Label stale;

    @FXML
    private HBox noticeBox;

    @FXML
    private Label notice;

    @FXML
    private StackPane place;

    private boolean seen;

    // The fields are set by the loader before initialize.
    @SuppressWarnings("NullAway.Init")
    AlertsController(Asking<AlertServer> asking, TabModel tab, LiveModel live, Function<Tab, View> loads) {
        this.asking = asking;
        this.tab = tab;
        this.live = live;
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
        live.alerts().open().subscribe(this::count);
        asking.notice().subscribe(text -> {
            notice.setText(text);
            Standing.visible(noticeBox, !text.isEmpty());
        });
        asking.staleSince().subscribe(since -> {
            stale.setText(since.isEmpty() ? "" : since + ": the connection is lost.");
            Standing.visible(stale, !since.isEmpty());
            place.getStyleClass().remove("alerts-stale");
            if (!since.isEmpty()) {
                place.getStyleClass().add("alerts-stale");
            }
        });
    }

    private void count(List<Alert> open) {
        long firing = open.stream()
                .filter(alert -> alert.state() == AlertState.FIRING)
                .count();
        button(Tab.FIRING).setText(Tab.FIRING.title() + (firing == 0 ? "" : " " + firing));
    }

    private void show(Tab now) {
        View view = loaded.computeIfAbsent(now, loads);
        place.getChildren().setAll(view.root());
        button(now).setSelected(true);
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
