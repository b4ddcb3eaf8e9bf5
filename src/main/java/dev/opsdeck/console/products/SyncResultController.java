package dev.opsdeck.console.products;

import static dev.opsdeck.console.ui.Visibility.visible;

import dev.opsdeck.api.sync.RowIssue;
import dev.opsdeck.api.sync.SyncChange;
import dev.opsdeck.api.sync.SyncChanges;
import dev.opsdeck.api.sync.SyncRun;
import dev.opsdeck.api.sync.SyncState;
import dev.opsdeck.console.ui.FileDialogs;
import dev.opsdeck.console.ui.Formats;
import dev.opsdeck.console.ui.StateLabel;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.fxml.FXML;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TableView;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import javafx.util.Subscription;

/// What came of a run: its figures, and the rows, vanished products and price jumps behind them, one list at a time.
/// [#close()] takes it off its view-model.
final class SyncResultController {

    private final SyncViewModel model;
    private final RunWatch watch;
    private final FileDialogs files;
    private final ObservableList<SyncChange> shownChanges = FXCollections.observableArrayList();
    private Subscription bound = Subscription.EMPTY;

    @FXML
    private StateLabel resultState;

    @FXML
    private Label resultText;

    @FXML
    private HBox counts;

    @FXML
    private VBox lists;

    @FXML
    private ToggleGroup kinds;

    @FXML
    private ToggleButton rows;

    @FXML
    private ToggleButton vanished;

    @FXML
    private ToggleButton jumps;

    @FXML
    private Label listTitle;

    @FXML
    private Button saveIssues;

    @FXML
    private TableView<RowIssue> issues;

    @FXML
    private TableView<SyncChange> changes;

    // The fields are set by the loader before initialize.
    @SuppressWarnings("NullAway.Init")
    SyncResultController(SyncViewModel model, FileDialogs files) {
        this.model = model;
        this.watch = model.watch();
        this.files = files;
    }

    @FXML
    void initialize() {
        IssueTable.build(issues);
        issues.setItems(watch.issues());
        ChangeTable.build(changes);
        changes.setItems(shownChanges);
        kinds.selectedToggleProperty().addListener((property, before, now) -> {
            if (now == null) {
                kinds.selectToggle(before);
            } else {
                showList();
            }
        });
        also(watch.run().subscribe(run -> showRun()));
        also(watch.totalIssues().subscribe(total -> showLists()));
        also(watch.changes().subscribe(all -> showLists()));
    }

    private void also(Subscription subscription) {
        bound = bound.and(subscription);
    }

    private void showRun() {
        SyncRun run = watch.run().get();
        if (run == null || run.state() == SyncState.RUNNING) {
            return;
        }
        resultState.show(SyncWords.state(run), SyncWords.title(run));
        resultText.setText(SyncWords.sentence(run));
        visible(counts, run.state() != SyncState.ROLLED_BACK);
        showCounts(run);
    }

    private void showCounts(SyncRun run) {
        var c = run.counts();
        List<VBox> boxes = new ArrayList<>(List.of(
                count("read", c.read()),
                count("added", c.added()),
                count("changed", c.changed()),
                count("unchanged", c.unchanged()),
                count(run.state() == SyncState.DONE ? "archived" : "vanished", c.archived()),
                count("rejected", c.rejected()),
                count("repeated", c.repeated()),
                count("repaired", c.warnings())));
        if (watch.changes().get().priceJumps() > 0) {
            boxes.add(count("price jumps", watch.changes().get().priceJumps()));
        }
        counts.getChildren().setAll(boxes);
    }

    private static VBox count(String words, long number) {
        Label figure = new Label(Formats.count(number));
        figure.getStyleClass().add("sync-count");
        Label caption = new Label(words);
        caption.getStyleClass().addAll("od-muted", "od-small");
        return new VBox(figure, caption);
    }

    /// Offers the lists that have anything in them, and shows the first of them.
    private void showLists() {
        SyncChanges all = watch.changes().get();
        long total = watch.totalIssues().get();
        SyncRun run = watch.run().get();
        visible(lists, total > 0 || !all.vanished().isEmpty() || !all.jumps().isEmpty());
        offer(rows, total > 0, "Rows " + Formats.count(total));
        offer(
                vanished,
                !all.vanished().isEmpty(),
                "Vanished " + Formats.count(run == null ? 0 : run.counts().archived()));
        offer(jumps, !all.jumps().isEmpty(), "Price jumps " + Formats.count(all.priceJumps()));
        List<ToggleButton> order = List.of(jumps, vanished, rows);
        kinds.selectToggle(
                order.stream().filter(ToggleButton::isManaged).findFirst().orElse(rows));
        if (run != null && run.state() != SyncState.RUNNING) {
            showCounts(run);
        }
        showList();
    }

    private static void offer(ToggleButton button, boolean offered, String text) {
        button.setText(text);
        visible(button, offered);
    }

    private void showList() {
        boolean rowsShown = rows.isSelected();
        visible(issues, rowsShown);
        visible(changes, !rowsShown);
        visible(saveIssues, rowsShown);
        SyncChanges all = watch.changes().get();
        boolean jumping = jumps.isSelected();
        shownChanges.setAll(rowsShown ? List.of() : jumping ? all.jumps() : all.vanished());
        SyncRun run = watch.run().get();
        long total = rowsShown
                ? watch.totalIssues().get()
                : jumping ? all.priceJumps() : run == null ? 0 : run.counts().archived();
        long shown = rowsShown ? watch.issues().size() : shownChanges.size();
        String what = rowsShown
                ? "rejected, repeated and repaired rows"
                : jumping ? "prices that change by much" : "products that are not in the feed";
        listTitle.setText(
                total > shown
                        ? "The first " + Formats.count(shown) + " of " + Formats.count(total) + " " + what
                        : Formats.count(total) + " " + what);
    }

    @FXML
    void saveIssues() {
        SyncRun run = Objects.requireNonNull(watch.run().get());
        files.save(
                        "Save rejected rows",
                        run.source() + "-" + run.id() + "-issues.csv",
                        new FileDialogs.Kind("CSV", "*.csv"))
                .ifPresent(model::saveIssues);
    }

    void close() {
        bound.unsubscribe();
        bound = Subscription.EMPTY;
        issues.setItems(FXCollections.observableArrayList());
    }
}
