package dev.opsdeck.console.capacity;

import static dev.opsdeck.console.ui.Visibility.visible;

import dev.opsdeck.api.capacity.CapacityReport;
import dev.opsdeck.api.capacity.ScalabilityFit;
import dev.opsdeck.console.capacity.CapacityViewModel.Content;
import dev.opsdeck.console.capacity.CapacityViewModel.Export;
import dev.opsdeck.console.ui.Commands;
import dev.opsdeck.console.ui.FileDialogs;
import dev.opsdeck.console.ui.NoticeBar;
import dev.opsdeck.console.ui.PageView;
import dev.opsdeck.console.ui.StaleLabel;
import dev.opsdeck.console.ui.StateLabel;
import javafx.fxml.FXML;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.HBox;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// The Capacity page. Forwards what is done to [CapacityViewModel] and [PlanViewModel] and shows what they say.
final class CapacityController implements PageView {

    private static final int[] RUNS = {1, 3, 5};

    private final CapacityViewModel model;
    private final PlanViewModel plan;
    private final Commands commands;
    private final FileDialogs files;
    private final ScalabilityChart chart = new ScalabilityChart();

    @FXML
    private NoticeBar notice;

    @FXML
    private VBox shown;

    @FXML
    private VBox body;

    @FXML
    private MenuButton export;

    @FXML
    private Button ramp;

    @FXML
    private StaleLabel stale;

    @FXML
    private VBox none;

    @FXML
    private Label noneText;

    @FXML
    private Button emptyAction;

    @FXML
    private VBox fitBox;

    @FXML
    private StateLabel quality;

    @FXML
    private HBox runs;

    @FXML
    private StackPane chartPlace;

    @FXML
    private VBox fitWords;

    @FXML
    private Label origin;

    @FXML
    private Label now;

    @FXML
    private VBox headroom;

    @FXML
    private Label measured;

    @FXML
    private VBox advice;

    @FXML
    private VBox planPlace;

    @FXML
    private VBox empty;

    @FXML
    private VBox loading;

    // The fields are set by the loader before initialize.
    @SuppressWarnings("NullAway.Init")
    CapacityController(CapacityViewModel model, PlanViewModel plan, Commands commands, FileDialogs files) {
        this.model = model;
        this.plan = plan;
        this.commands = commands;
        this.files = files;
    }

    @FXML
    void initialize() {
        chartPlace.getChildren().setAll(chart);
        PlanPane planPane = new PlanPane(plan, commands);
        planPlace.getChildren().setAll(planPane);
        plan.there().subscribe(there -> visible(planPlace, there));
        ToggleGroup group = new ToggleGroup();
        for (int latest : RUNS) {
            ToggleButton button = new ToggleButton(latest == 1 ? "Latest run" : "Last " + latest);
            button.setId("runs-" + latest);
            button.setToggleGroup(group);
            button.setOnAction(click -> {
                button.setSelected(true);
                model.fit(latest);
            });
            model.runs().subscribe(shown -> button.setSelected(shown.intValue() == latest));
            runs.getChildren().add(button);
        }
        model.report().subscribe(this::show);
        model.content().subscribe(content -> {
            visible(shown, content == Content.SHOWN);
            visible(loading, content == Content.LOADING);
            visible(empty, content == Content.FAILED);
        });
        notice.follow(model.notice(), model::read, model.content().map(now -> now == Content.FAILED));
        model.staleSince().subscribe(since -> {
            boolean lost = !since.isEmpty();
            ramp.setDisable(lost);
            emptyAction.setDisable(lost);
            planPane.connected(!lost);
        });
        stale.follow(model.staleSince(), body);
    }

    private void show(@Nullable CapacityReport report) {
        export.setDisable(report == null);
        if (report == null) {
            return;
        }
        ScalabilityFit fit = report.fit();
        boolean nothing = report.runs().isEmpty();
        visible(none, nothing);
        visible(fitBox, !nothing);
        visible(ramp, !nothing);
        noneText.setText(String.join(" ", fit.remarks())
                + " A ramp run raises the load step by step until a goal breaks, and shows what the server bears.");
        quality.show(CapacityWords.state(fit.quality()), CapacityWords.quality(fit.quality()));
        visible(chart, !fit.points().isEmpty());
        chart.show(fit);
        fitWords.getChildren().clear();
        fit.remarks().forEach(remark -> fitWords.getChildren().add(AdviceRow.wrapped(remark)));
        CapacityWords.parameters(fit).forEach(line -> fitWords.getChildren().add(AdviceRow.wrapped(line)));
        origin.setText(model.words().origin(report));
        now.setText(CapacityWords.now(report));
        headroom.getChildren()
                .setAll(report.headroom().stream().map(HeadroomRow::new).toList());
        measured.setText(model.words().measured(report.peaks()));
        advice.getChildren().setAll(report.advice().stream().map(AdviceRow::new).toList());
    }

    @FXML
    void ramp() {
        commands.rampRun();
    }

    @FXML
    void tryAgain() {
        model.read();
    }

    @FXML
    void exportMarkdown() {
        export(Export.MARKDOWN, "capacity.md", new FileDialogs.Kind("Markdown", "*.md"));
    }

    @FXML
    void exportCsv() {
        export(Export.CSV, "capacity.csv", new FileDialogs.Kind("CSV", "*.csv"));
    }

    private void export(Export format, String name, FileDialogs.Kind kind) {
        files.save("Export the capacity", name, kind).ifPresent(file -> model.export(format, file));
    }

    @Override
    public void shown() {
        model.shown();
    }

    @Override
    public void hidden() {
        model.hidden();
    }
}
