package dev.opsdeck.console.analytics;

import static dev.opsdeck.console.ui.Visibility.visible;

import java.util.List;
import java.util.Objects;
import javafx.scene.control.ComboBox;
import org.jspecify.annotations.Nullable;

/// Which currency amounts are shown in; not there when there is one only. Public for FXML; FX thread.
public final class CurrencyPicker extends ComboBox<String> {

    private boolean filling;

    /// Empty until [#show].
    public CurrencyPicker() {
        getStyleClass().add("od-slim");
        setMinWidth(USE_PREF_SIZE);
        setAccessibleText("Currency");
    }

    /// What is chosen becomes the model's.
    void follow(AnalyticsViewModel model) {
        valueProperty().subscribe(now -> {
            if (now != null && !filling && !now.equals(model.currency())) {
                model.chosenCurrency().set(now);
            }
        });
    }

    /// @param shown null when nothing was sold
    void show(Report report, @Nullable String shown) {
        filling = true;
        List<String> all = List.copyOf(report.currencies());
        if (!getItems().equals(all)) {
            getItems().setAll(all);
        }
        if (!Objects.equals(getValue(), shown)) {
            setValue(shown);
        }
        boolean several = all.size() > 1;
        visible(this, several);
        filling = false;
    }
}
