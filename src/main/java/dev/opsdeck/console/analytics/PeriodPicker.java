package dev.opsdeck.console.analytics;

import java.util.List;
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
        group.getToggles()
                .forEach(toggle -> ((ToggleButton) toggle).setOnAction(click -> {
                    if (toggle.getUserData() instanceof Integer length) {
                        days.close();
                        model.wanted()
                                .set(Wanted.last(length, model.wanted().get().against()));
                        mark(model.wanted().get());
                    } else {
                        own.setSelected(true);
                        days.open();
                    }
                }));
        model.wanted().subscribe(this::mark);
    }

    private void mark(Wanted wanted) {
        group.selectToggle(group.getToggles().stream()
                .filter(toggle ->
                        wanted.to() == null && Integer.valueOf(wanted.days()).equals(toggle.getUserData()))
                .findFirst()
                .orElse(own));
    }
}
