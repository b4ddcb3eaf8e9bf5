package dev.opsdeck.console.analytics;

import java.util.List;
import javafx.scene.control.Toggle;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.HBox;

/// Which days: the last 7, 30 or 90, or the operator's own, which [OwnDays] asks for. Public for FXML; FX thread.
public final class PeriodPicker extends HBox {

    /// The longest of the ready periods.
    static final int LONGEST = 90;

    private static final List<Integer> READY = List.of(7, 30, LONGEST);

    private final ToggleGroup group = new ToggleGroup();
    private final ToggleButton own = new ToggleButton("Own days");
    private boolean marking;

    /// Does nothing until [#show].
    public PeriodPicker() {
        getStyleClass().add("od-segmented");
        setMinWidth(USE_PREF_SIZE);
        for (int length : READY) {
            ToggleButton button = new ToggleButton(length + " days");
            button.setId("days" + length);
            button.setUserData(length);
            button.setToggleGroup(group);
            getChildren().add(button);
        }
        own.setId("ownDays");
        own.setToggleGroup(group);
        getChildren().add(own);
    }

    /// @param days opened when the operator wants to choose them
    void show(AnalyticsViewModel model, OwnDays days) {
        group.selectedToggleProperty().addListener((property, before, now) -> {
            if (now == null) {
                // One of them is always selected.
                group.selectToggle(before);
            } else if (!marking) {
                choose(now, model, days);
            }
        });
        model.wanted().subscribe(now -> {
            mark(now);
            if (now.to() == null) {
                days.close();
            }
        });
    }

    private static void choose(Toggle now, AnalyticsViewModel model, OwnDays days) {
        if (now.getUserData() instanceof Integer length) {
            // Also when it is what was shown before.
            days.close();
            model.wanted().set(Wanted.last(length, model.wanted().get().against()));
        } else {
            days.open();
        }
    }

    private void mark(Wanted wanted) {
        marking = true;
        group.selectToggle(group.getToggles().stream()
                .filter(toggle ->
                        wanted.to() == null && Integer.valueOf(wanted.days()).equals(toggle.getUserData()))
                .findFirst()
                .orElse(own));
        marking = false;
    }
}
