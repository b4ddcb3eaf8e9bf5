package dev.opsdeck.console.loadruns;

import dev.opsdeck.api.loadruns.LoadPoint;
import dev.opsdeck.api.loadruns.LoadRun;
import dev.opsdeck.api.loadruns.LoadState;
import dev.opsdeck.console.loadruns.LoadRunsViewModel.Content;
import dev.opsdeck.console.ui.Commands;
import dev.opsdeck.console.ui.Formats;
import dev.opsdeck.console.ui.PageView;
import dev.opsdeck.console.ui.StateLabel;
import java.util.List;
import java.util.function.ToDoubleFunction;
import javafx.collections.ListChangeListener;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// The Load runs page. Forwards what is done to [LoadRunsViewModel] and shows what that says.
final class LoadRunsController implements PageView {

    private final LoadRunsViewModel model;
    private final Commands commands;
    private final Formats formats;

    @FXML
    private HBox noticeBox;

    @FXML
    private Label notice;

    @FXML
    private HBox content;

    @FXML
    private Button newRun;

    @FXML
    private Label stale;

    @FXML
    private ListView<LoadRun> runs;

    @FXML
    private ScrollPane scroll;

    @FXML
    private VBox detail;

    @FXML
    private Label caption;

    @FXML
    private Button stop;

    @FXML
    private StateLabel verdict;

    @FXML
    private ProgressBar progress;

    @FXML
    private Label explanation;

    @FXML
    private RunChart latencyChart;

    @FXML
    private RunChart rateChart;

    @FXML
    private GridPane latencies;

    @FXML
    private GridPane counts;

    @FXML
    private VBox remarksBox;

    @FXML
    private VBox remarks;

    @FXML
    private VBox empty;

    @FXML
    private Label emptyText;

    @FXML
    private Button emptyAction;

    @FXML
    private VBox loading;

    private boolean selecting;
    private long shown = -1;

    // The fields are set by the loader before initialize.
    @SuppressWarnings("NullAway.Init")
    LoadRunsController(LoadRunsViewModel model, Commands commands, Formats formats) {
        this.model = model;
        this.commands = commands;
        this.formats = formats;
    }

    @FXML
    void initialize() {
        runs.setItems(model.runs());
        runs.setCellFactory(list -> new RunCell(model::moment));
        runs.getSelectionModel().selectedItemProperty().subscribe(run -> {
            if (run != null && !selecting) {
                model.open(run);
            }
        });
        latencyChart.unit("ms");
        latencyChart.goal(RunWords.GOAL_P95_MILLIS, "goal 200 ms");
        model.open().subscribe(this::show);
        model.seconds().addListener((ListChangeListener<LoadPoint>) change -> showSeconds());
        model.content().subscribe(this::showContent);
        model.notice().subscribe(text -> {
            notice.setText(text);
            visible(noticeBox, !text.isEmpty());
        });
        model.staleSince().subscribe(since -> {
            stale.setText(since.isEmpty() ? "" : since + ": the connection is lost.");
            visible(stale, !since.isEmpty());
            newRun.setDisable(!since.isEmpty());
            stop.setDisable(!since.isEmpty());
            emptyAction.setDisable(!since.isEmpty());
            detail.getStyleClass().remove("runs-dimmed");
            if (!since.isEmpty()) {
                detail.getStyleClass().add("runs-dimmed");
            }
        });
    }

    private void showContent(Content now) {
        visible(content, now == Content.RUNS);
        visible(loading, now == Content.LOADING);
        visible(empty, now == Content.EMPTY || now == Content.FAILED);
        boolean failed = now == Content.FAILED;
        emptyText.setText(
                failed
                        ? "The load runs could not be read."
                        : "No load run yet. A run answers one question: does this server keep its goals under this load?");
        emptyAction.setText(failed ? "Try again" : "Start a load run");
    }

    private void show(@Nullable LoadRun run) {
        visible(scroll, run != null);
        if (run == null) {
            shown = -1;
            return;
        }
        if (run.id() != shown) {
            shown = run.id();
            scroll.setVvalue(0);
        }
        selecting = true;
        runs.getSelectionModel().select(run);
        selecting = false;
        caption.setText("Run " + RunWords.name(run) + ", " + RunWords.load(run) + ", "
                + RunWords.time(run.durationSeconds()) + " · " + model.moment(run));
        caption.setTooltip(new Tooltip("Started " + formats.full(run.startedAt()) + " on " + run.target()));
        boolean running = run.state() == LoadState.RUNNING;
        visible(stop, running);
        visible(progress, running);
        explanation.setText(RunWords.explanation(run));
        figures(latencies, List.of("", "response", "service"), Figure.latencies(run.figures()));
        figures(counts, List.of(), Figure.counts(run));
        remarks.getChildren()
                .setAll(run.remarks().stream().map(LoadRunsController::remark).toList());
        visible(remarksBox, !run.remarks().isEmpty());
        showSeconds();
    }

    private static Node remark(String sentence) {
        Label label = new Label(sentence);
        label.setWrapText(true);
        return label;
    }

    private void showSeconds() {
        LoadRun run = model.open().get();
        if (run == null) {
            return;
        }
        int done = model.secondsDone(run);
        verdict.show(RunWords.state(run), RunWords.sentence(run, done));
        progress.setProgress((double) done / run.durationSeconds());
        List<LoadPoint> points = model.seconds();
        int length = run.state() == LoadState.RUNNING
                ? run.durationSeconds()
                : Math.max(
                        1,
                        points.isEmpty()
                                ? run.durationSeconds()
                                : points.getLast().second() + 1);
        latencyChart.show(
                List.of(
                        line("p95", "first", points, LoadPoint::p95Millis),
                        line("p50", "second", points, LoadPoint::p50Millis)),
                length);
        rateChart.show(
                List.of(
                        line("reached", "first", points, LoadPoint::completed),
                        line("asked", "quiet", points, LoadPoint::asked)),
                length);
    }

    /// A second without an answer has no latency.
    private static RunChart.Series line(
            String name, String style, List<LoadPoint> points, ToDoubleFunction<LoadPoint> value) {
        int length = points.isEmpty() ? 0 : points.getLast().second() + 1;
        double[] values = new double[length];
        java.util.Arrays.fill(values, Double.NaN);
        boolean latency = name.startsWith("p");
        for (LoadPoint point : points) {
            if (!latency || point.completed() > 0) {
                values[point.second()] = value.applyAsDouble(point);
            }
        }
        return new RunChart.Series(name, style, values);
    }

    private static void figures(GridPane into, List<String> head, List<Figure> rows) {
        into.getChildren().clear();
        int row = 0;
        if (!head.isEmpty()) {
            for (int column = 0; column < head.size(); column++) {
                into.add(muted(head.get(column)), column, row);
            }
            row++;
        }
        for (Figure figure : rows) {
            if (row > 0) {
                Region line = new Region();
                line.getStyleClass().add("runs-line");
                line.setMinHeight(1);
                line.setMaxHeight(1);
                GridPane.setColumnSpan(line, GridPane.REMAINING);
                into.add(line, 0, row++);
            }
            into.add(muted(figure.name()), 0, row);
            Label value = new Label(figure.value());
            value.getStyleClass().add("od-strong");
            value.setMinWidth(Region.USE_PREF_SIZE);
            into.add(value, 1, row);
            if (!figure.service().isEmpty()) {
                Label service = new Label(figure.service());
                service.setMinWidth(Region.USE_PREF_SIZE);
                into.add(service, 2, row);
            }
            row++;
        }
    }

    private static Label muted(String text) {
        Label label = new Label(text);
        label.getStyleClass().add("od-muted");
        return label;
    }

    @FXML
    void newRun() {
        commands.loadRun();
    }

    @FXML
    void stop() {
        commands.whenArmed("Stop the load run", model::stop);
    }

    @FXML
    void tryAgain() {
        model.read();
    }

    @FXML
    void emptyAction() {
        if (model.content().get() == Content.FAILED) {
            model.read();
        } else {
            commands.loadRun();
        }
    }

    @Override
    public void shown() {
        model.shown();
    }

    private static void visible(Node node, boolean visible) {
        node.setVisible(visible);
        node.setManaged(visible);
    }
}
