package dev.opsdeck.console.alerts;

import static dev.opsdeck.console.ui.Visibility.text;
import static dev.opsdeck.console.ui.Visibility.visible;

import dev.opsdeck.api.alerts.Comparison;
import dev.opsdeck.api.alerts.NoData;
import dev.opsdeck.api.alerts.RuleMetric;
import dev.opsdeck.console.alerts.ForecastViewModel.Picture;
import dev.opsdeck.console.alerts.RuleForm.Field;
import dev.opsdeck.console.ui.AlertWords;
import dev.opsdeck.console.ui.Commands;
import dev.opsdeck.console.ui.Formats;
import dev.opsdeck.console.ui.charts.Scale;
import dev.opsdeck.console.ui.charts.TimelineChart;
import javafx.collections.FXCollections;
import javafx.collections.MapChangeListener;
import javafx.fxml.FXML;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.StackPane;
import org.jspecify.annotations.Nullable;

/// The editor of a rule, with what the rule would have done. FX thread.
final class RuleEditorController {

    private final RulesViewModel rules;
    private final RuleEditorViewModel model;
    private final Commands commands;
    private final TimelineChart chart;

    @FXML
    private Label heading;

    @FXML
    private Label forecast;

    @FXML
    private Label unitNote;

    @FXML
    private StackPane chartBox;

    @FXML
    private TextField name;

    @FXML
    private Label nameFault;

    @FXML
    private CheckBox enabled;

    @FXML
    private ComboBox<RuleMetric> metric;

    @FXML
    private ComboBox<Comparison> comparison;

    @FXML
    private ComboBox<String> unit;

    @FXML
    private Label metricFault;

    @FXML
    private LevelRow warning;

    @FXML
    private LevelRow critical;

    @FXML
    private TextField window;

    @FXML
    private TextField keep;

    @FXML
    private ComboBox<NoData> noData;

    @FXML
    private Label timesFault;

    @FXML
    private TextField text;

    @FXML
    private TextField link;

    @FXML
    private Label textFault;

    @FXML
    private Label notice;

    // The fields are set by the loader before initialize.
    @SuppressWarnings("NullAway.Init")
    RuleEditorController(RulesViewModel rules, Commands commands, Formats formats) {
        this.rules = rules;
        this.model = rules.editor();
        this.commands = commands;
        chart = new TimelineChart(ForecastViewModel.POINTS, formats.zone());
    }

    @FXML
    void initialize() {
        chartBox.getChildren().add(chart);
        name.textProperty().bindBidirectional(model.name());
        enabled.selectedProperty().bindBidirectional(model.enabled());
        Choices.of(metric, FXCollections.observableArrayList(RuleMetric.values()), RuleWords::title);
        metric.valueProperty().bindBidirectional(model.metric());
        Choices.of(comparison, FXCollections.observableArrayList(Comparison.values()), RuleWords::sign);
        comparison.valueProperty().bindBidirectional(model.comparison());
        unit.setItems(model.units());
        unit.valueProperty().bindBidirectional(model.unit());
        warning.bind("warning", "Warning", model.warning());
        critical.bind("critical", "Critical", model.critical());
        window.textProperty().bindBidirectional(model.window());
        keep.textProperty().bindBidirectional(model.keep());
        Choices.of(noData, FXCollections.observableArrayList(NoData.values()), RuleWords::noData);
        noData.valueProperty().bindBidirectional(model.noData());
        text.textProperty().bindBidirectional(model.text());
        link.textProperty().bindBidirectional(model.link());
        model.faults().addListener((MapChangeListener<Field, String>) change -> showFaults());
        showFaults();
        model.notice().subscribe(words -> text(notice, words));
        rules.editing()
                .subscribe(
                        editing -> heading.setText(model.original() == null ? "New rule" : "Rule " + model.original()));
        model.forecast().sentence().subscribe(forecast::setText);
        model.forecast().busy().subscribe(busy -> forecast.setOpacity(busy ? 0.55 : 1));
        model.forecast().picture().subscribe(this::draw);
    }

    private void draw(@Nullable Picture picture) {
        visible(chartBox, picture != null);
        visible(unitNote, picture != null);
        if (picture == null) {
            return;
        }
        chart.thresholds(
                picture.warning(),
                "warning " + AlertWords.value(picture.warning(), picture.unit()),
                picture.critical(),
                "critical " + AlertWords.value(picture.critical(), picture.unit()));
        chart.draw(picture.values(), picture.marks());
        boolean none = Double.isNaN(picture.peak());
        unitNote.setText(
                none ? "no values are kept of this" : "highest " + AlertWords.value(picture.peak(), picture.unit()));
        double highest = none ? 0 : picture.peak();
        for (double level : new double[] {picture.warning(), picture.critical()}) {
            highest = Double.isNaN(level) ? highest : Math.max(highest, level);
        }
        double top = Scale.fromZero(highest * 1.5).top();
        warning.reach(top);
        critical.reach(top);
    }

    private void showFaults() {
        warning.faults(fault(Field.WARNING), fault(Field.WARNING_RECOVERY), fault(Field.WARNING_HOLD));
        critical.faults(fault(Field.CRITICAL), fault(Field.CRITICAL_RECOVERY), fault(Field.CRITICAL_HOLD));
        LevelRow.wrong(name, !fault(Field.NAME).isEmpty());
        text(nameFault, fault(Field.NAME));
        text(metricFault, first(Field.METRIC, Field.UNIT, Field.OTHER));
        LevelRow.wrong(window, !fault(Field.WINDOW).isEmpty());
        LevelRow.wrong(keep, !fault(Field.KEEP).isEmpty());
        text(timesFault, first(Field.WINDOW, Field.KEEP));
        LevelRow.wrong(text, !fault(Field.TEXT).isEmpty());
        LevelRow.wrong(link, !fault(Field.LINK).isEmpty());
        text(textFault, first(Field.TEXT, Field.LINK));
    }

    private String first(Field... fields) {
        for (Field field : fields) {
            if (!fault(field).isEmpty()) {
                return fault(field);
            }
        }
        return "";
    }

    private String fault(Field field) {
        return model.faults().getOrDefault(field, "");
    }

    @FXML
    void save() {
        commands.whenArmed("Save an alert rule", rules::saveEdited);
    }

    @FXML
    void cancel() {
        rules.cancel();
    }
}
