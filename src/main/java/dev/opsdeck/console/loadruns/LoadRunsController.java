package dev.opsdeck.console.loadruns;

import static dev.opsdeck.console.ui.Visibility.visible;

import dev.opsdeck.api.loadruns.LoadPoint;
import dev.opsdeck.api.loadruns.LoadRun;
import dev.opsdeck.api.loadruns.LoadState;
import dev.opsdeck.api.loadruns.LoadVerdict;
import dev.opsdeck.console.loadruns.LoadRunsViewModel.Content;
import dev.opsdeck.console.ui.Commands;
import dev.opsdeck.console.ui.FileDialogs;
import dev.opsdeck.console.ui.Formats;
import dev.opsdeck.console.ui.NoticeBar;
import dev.opsdeck.console.ui.Notices;
import dev.opsdeck.console.ui.PageView;
import dev.opsdeck.console.ui.StaleLabel;
import dev.opsdeck.console.ui.StateLabel;
import java.util.List;
import javafx.collections.ListChangeListener;
import javafx.fxml.FXML;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// The Load runs page. Forwards what is done to [LoadRunsViewModel] and shows what that says.
final class LoadRunsController implements PageView {

    private final LoadRunsViewModel model;
    private final Commands commands;
    private final Formats formats;
    private final FileDialogs files;
    private final Notices notices;

    @FXML
    private NoticeBar notice;

    @FXML
    private HBox content;

    @FXML
    private Button newRun;

    @FXML
    private OriginPicker origin;

    @FXML
    private StaleLabel stale;

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
    private FlowPane ended;

    @FXML
    private Label explanation;

    @FXML
    private RunCurves curves;

    @FXML
    private StepsView steps;

    @FXML
    private FigureTable latencies;

    @FXML
    private FigureTable counts;

    @FXML
    private SplitView split;

    @FXML
    private ComparisonView comparison;

    @FXML
    private Button baseline;

    @FXML
    private Button export;

    @FXML
    private VBox remarksBox;

    @FXML
    private Remarks remarks;

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
    LoadRunsController(
            LoadRunsViewModel model, Commands commands, Formats formats, FileDialogs files, Notices notices) {
        this.model = model;
        this.commands = commands;
        this.formats = formats;
        this.files = files;
        this.notices = notices;
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
        origin.onChoose(model.source()::choose);
        model.source().changes().subscribe(changes -> {
            visible(origin, model.source().choice());
            origin.show(model.source().origin().get());
        });
        comparison.onChoose(model::moment, run -> model.comparison().compareWith(run));
        model.comparison().candidates().addListener((ListChangeListener<LoadRun>) change -> showCandidates());
        model.comparison().baseline().subscribe(run -> showCandidates());
        model.comparison().result().subscribe(result -> {
            comparison.result(result == null ? null : result.comparison());
            showSeconds();
        });
        model.side().subscribe(side -> {
            split.show(side);
            showSeconds();
        });
        model.open().subscribe(this::show);
        model.seconds().addListener((ListChangeListener<LoadPoint>) change -> showSeconds());
        model.content().subscribe(this::showContent);
        notice.follow(model.notice(), model::read, model.content().map(now -> now == Content.FAILED));
        model.staleSince().subscribe(since -> {
            newRun.setDisable(!since.isEmpty());
            stop.setDisable(!since.isEmpty());
            baseline.setDisable(!since.isEmpty());
            export.setDisable(!since.isEmpty());
            comparison.setDisable(!since.isEmpty());
            enableEmptyAction();
        });
        stale.follow(model.staleSince(), runs, detail);
    }

    private void showContent(Content now) {
        visible(content, now == Content.RUNS);
        visible(loading, now == Content.LOADING);
        visible(empty, now == Content.EMPTY || now == Content.FAILED);
        boolean failed = now == Content.FAILED;
        emptyText.setText(failed ? "The load runs could not be read." : RunWords.none(model.source()));
        emptyAction.setText(failed ? "Try again" : "Start a load run");
        enableEmptyAction();
    }

    /// To read again can always be tried.
    private void enableEmptyAction() {
        boolean lost = !model.staleSince().get().isEmpty();
        emptyAction.setDisable(lost && model.content().get() != Content.FAILED);
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
        // No server takes one as baseline whose generator fell behind.
        boolean sound = run.state() == LoadState.DONE && run.verdict() != LoadVerdict.NOT_VALID;
        visible(baseline, sound || run.baseline());
        baseline.setText(run.baseline() ? "No longer the baseline" : "Mark as baseline");
        visible(ended, !running);
        latencies.begin(List.of("", "response", "service"));
        latencies.rows(Figure.latencies(run.figures()));
        counts.begin(List.of());
        counts.rows(Figure.counts(run));
        steps.show(run);
        remarks.show(run.remarks());
        visible(remarksBox, !run.remarks().isEmpty());
        showSeconds();
    }

    private void showCandidates() {
        comparison.candidates(
                model.comparison().candidates(), model.comparison().baseline().get());
    }

    private void showSeconds() {
        LoadRun run = model.open().get();
        if (run == null) {
            return;
        }
        int done = model.secondsDone(run);
        verdict.show(RunWords.state(run), RunWords.sentence(run, done));
        progress.setProgress((double) done / run.durationSeconds());
        RunComparison.Result compared = model.comparison().result().get();
        curves.show(run, model.seconds(), model.side().get(), compared == null ? Baseline.NONE : compared.baseline());
    }

    @FXML
    void newRun() {
        commands.loadRun();
    }

    @FXML
    void stop() {
        commands.whenArmed("Stop the load run", model.actions()::stop);
    }

    @FXML
    void baseline() {
        commands.whenArmed("Mark the load run as baseline", model.actions()::toggleBaseline);
    }

    @FXML
    void export() {
        LoadRun run = model.open().get();
        if (run != null) {
            files.save("Save the report", "load-run-" + run.id() + ".html", new FileDialogs.Kind("Web page", "*.html"))
                    .ifPresent(file -> model.actions().export(file, outcome -> outcome.tell(notices, "Report saved")));
        }
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
}
