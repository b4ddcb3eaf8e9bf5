package dev.opsdeck.console.alerts;

import static dev.opsdeck.console.ui.Visibility.visible;

import dev.opsdeck.api.alerts.Alert;
import dev.opsdeck.api.alerts.Severity;
import dev.opsdeck.console.ui.AlertWords;
import dev.opsdeck.console.ui.DetailPane;
import dev.opsdeck.console.ui.Formats;
import dev.opsdeck.console.ui.PageView;
import java.time.InstantSource;
import java.util.Objects;
import java.util.function.LongConsumer;
import javafx.fxml.FXML;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TableView;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.VBox;

/// The part of the Alerts page about what fired. FX thread.
final class HistoryController implements PageView {

    private final HistoryViewModel model;
    private final StepsViewModel steps;
    private final LongConsumer openProfile;
    private final Formats formats;
    private final InstantSource clock;

    @FXML
    private ComboBox<String> rule;

    @FXML
    private ComboBox<String> server;

    @FXML
    private ToggleGroup severities;

    @FXML
    private ToggleButton all;

    @FXML
    private ToggleButton critical;

    @FXML
    private ToggleButton warnings;

    @FXML
    private Label count;

    @FXML
    private VBox rows;

    @FXML
    private TableView<Alert> alerts;

    @FXML
    private Button older;

    @FXML
    private DetailPane detail;

    @FXML
    private Standing standing;

    // The fields are set by the loader before initialize.
    @SuppressWarnings("NullAway.Init")
    HistoryController(
            HistoryViewModel model,
            StepsViewModel steps,
            LongConsumer openProfile,
            Formats formats,
            InstantSource clock) {
        this.model = model;
        this.steps = steps;
        this.openProfile = openProfile;
        this.formats = formats;
        this.clock = clock;
    }

    @FXML
    void initialize() {
        Choices.of(rule, model.rules(), "All rules");
        rule.valueProperty().bindBidirectional(model.rule());
        Choices.of(server, model.servers(), name -> name.isEmpty() ? "All servers" : AlertWords.server(name));
        server.valueProperty().bindBidirectional(model.server());
        severity(all, null);
        severity(critical, Severity.CRITICAL);
        severity(warnings, Severity.WARNING);
        model.severity()
                .subscribe(now ->
                        severities.selectToggle(now == null ? all : now == Severity.CRITICAL ? critical : warnings));
        count.textProperty().bind(model.count());
        AlertTable.fill(alerts, model.rows(), formats, clock);
        alerts.getSelectionModel().selectedItemProperty().subscribe(alert -> {
            if (alert == null) {
                steps.close();
            } else {
                steps.open(alert);
            }
        });
        DetailText.show(detail, steps, this::back, openProfile);
        model.more().subscribe(more -> visible(older, more));
        model.content().subscribe(this::show);
    }

    private void severity(ToggleButton button, @org.jspecify.annotations.Nullable Severity severity) {
        button.setOnAction(click -> {
            button.setSelected(true);
            model.severity().set(severity);
        });
    }

    private void show(Content now) {
        boolean filtered = now == Content.NO_MATCH;
        standing.show(
                now,
                rows,
                filtered
                        ? "No alert of the last " + model.rangeLabel() + " fits this filter."
                        : "No alert fired in the last " + model.rangeLabel() + ".",
                filtered ? "Clear the filter" : "",
                model::clearFilter,
                model::read);
    }

    @FXML
    void older() {
        model.older();
    }

    @Override
    public void shown() {
        model.shown();
    }

    @Override
    public void hidden() {
        model.hidden();
    }

    @Override
    public void search() {
        rule.requestFocus();
        rule.show();
    }

    @Override
    public boolean back() {
        boolean open = Objects.nonNull(steps.shown().get());
        alerts.getSelectionModel().clearSelection();
        return open;
    }
}
