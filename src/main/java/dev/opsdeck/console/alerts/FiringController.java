package dev.opsdeck.console.alerts;

import dev.opsdeck.api.alerts.Alert;
import dev.opsdeck.console.ui.DetailPane;
import dev.opsdeck.console.ui.Formats;
import dev.opsdeck.console.ui.PageView;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.fxml.FXML;
import javafx.scene.control.ListView;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// The part of the Alerts page about what fires now. FX thread.
final class FiringController implements PageView {

    private final FiringViewModel model;
    private final StepsViewModel steps;
    private final Consumer<Alert> silence;
    private final Runnable showRules;
    private final LongConsumer openProfile;
    private final Formats formats;
    private final InstantSource clock;
    private final ObservableList<Alert> items = FXCollections.observableArrayList();

    @FXML
    private VBox rows;

    @FXML
    private ListView<Alert> alerts;

    @FXML
    private DetailPane detail;

    @FXML
    private Standing standing;

    private boolean filling;

    // The fields are set by the loader before initialize.
    @SuppressWarnings("NullAway.Init")
    FiringController(
            FiringViewModel model,
            StepsViewModel steps,
            Consumer<Alert> silence,
            Runnable showRules,
            LongConsumer openProfile,
            Formats formats,
            InstantSource clock) {
        this.model = model;
        this.steps = steps;
        this.silence = silence;
        this.showRules = showRules;
        this.openProfile = openProfile;
        this.formats = formats;
        this.clock = clock;
    }

    @FXML
    void initialize() {
        alerts.setItems(items);
        alerts.setCellFactory(list -> new AlertCell(model, silence, formats, clock));
        alerts.getSelectionModel().selectedItemProperty().subscribe(this::chosen);
        alerts.setOnKeyPressed(this::pressed);
        model.list().subscribe(this::show);
        DetailText.show(detail, steps, this::back, openProfile);
    }

    private void pressed(KeyEvent key) {
        Alert alert = alerts.getSelectionModel().getSelectedItem();
        if (key.getCode() == KeyCode.S && !key.isShortcutDown() && alert != null && model.canSilence(alert)) {
            silence.accept(alert);
            key.consume();
        }
    }

    /// The same alert stays selected in its new state.
    private void show(FiringViewModel.Shown list) {
        List<Alert> open = list.all();
        Alert before = alerts.getSelectionModel().getSelectedItem();
        filling = true;
        items.setAll(open);
        // The same alert may be of yesterday's news now.
        alerts.refresh();
        alerts.getSelectionModel().clearSelection();
        open.stream()
                .filter(alert -> before != null && alert.id().equals(before.id()))
                .findFirst()
                .ifPresent(alert -> alerts.getSelectionModel().select(alert));
        filling = false;
        chosen(alerts.getSelectionModel().getSelectedItem());
        standing.show(
                open.isEmpty() ? Content.EMPTY : Content.ROWS,
                rows,
                list.none(),
                list.current() ? "Show the rules" : "",
                showRules,
                () -> {});
    }

    private void chosen(@Nullable Alert alert) {
        if (filling) {
            return;
        }
        model.select(alert);
        if (alert == null) {
            steps.close();
        } else {
            steps.open(alert);
        }
    }

    @Override
    public void shown() {
        model.shown();
        // Ages have grown since.
        alerts.refresh();
    }

    @Override
    public void hidden() {
        model.hidden();
    }

    @Override
    public boolean back() {
        boolean open = Objects.nonNull(steps.shown().get());
        alerts.getSelectionModel().clearSelection();
        return open;
    }
}
