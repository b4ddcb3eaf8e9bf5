package dev.opsdeck.console.products;

import dev.opsdeck.api.sync.FeedFormat;
import dev.opsdeck.api.sync.RowIssue;
import dev.opsdeck.api.sync.Source;
import dev.opsdeck.api.sync.SyncRun;
import dev.opsdeck.api.sync.SyncState;
import dev.opsdeck.console.products.FeedForm.Field;
import dev.opsdeck.console.products.FeedForm.Origin;
import dev.opsdeck.console.products.SyncViewModel.Step;
import dev.opsdeck.console.task.RunningTask;
import dev.opsdeck.console.ui.FileDialogs;
import dev.opsdeck.console.ui.Formats;
import dev.opsdeck.console.ui.StateLabel;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javafx.beans.property.StringProperty;
import javafx.collections.ListChangeListener;
import javafx.collections.MapChangeListener;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;

/// The sync dialog. One controller for each time it is opened; [#close()] takes it off its view-model, which goes on.
final class SyncController {

    private static final FileDialogs.Kind FEEDS = new FileDialogs.Kind(
            "Product feeds", "*.xml", "*.csv", "*.tsv", "*.txt", "*.gz", "*.zip", "*.atom", "*.rss");
    private static final FileDialogs.Kind ALL = new FileDialogs.Kind("All files", "*.*");

    private final SyncViewModel model;
    private final FileDialogs files;
    private final Runnable closeDialog;
    private Subscription bound = Subscription.EMPTY;

    @FXML
    private VBox form;

    @FXML
    private ToggleGroup origins;

    @FXML
    private ToggleButton sample;

    @FXML
    private ToggleButton file;

    @FXML
    private ToggleButton web;

    @FXML
    private ToggleButton saved;

    @FXML
    private Label sampleText;

    @FXML
    private HBox fileBox;

    @FXML
    private Label fileName;

    @FXML
    private TextField url;

    @FXML
    private HBox savedBox;

    @FXML
    private ComboBox<Source> sources;

    @FXML
    private Button remove;

    @FXML
    private HBox confirmRemove;

    @FXML
    private Label removeText;

    @FXML
    private Label originFault;

    @FXML
    private TextField name;

    @FXML
    private Label nameFault;

    @FXML
    private Label nameHint;

    @FXML
    private TextField network;

    @FXML
    private Label networkFault;

    @FXML
    private TextField currency;

    @FXML
    private Label currencyFault;

    @FXML
    private TextField commission;

    @FXML
    private Label commissionFault;

    @FXML
    private VBox layoutBox;

    @FXML
    private CheckBox own;

    @FXML
    private ComboBox<FeedFormat> layout;

    @FXML
    private Node columnsBox;

    @FXML
    private GridPane columns;

    @FXML
    private Label columnsFault;

    @FXML
    private VBox progress;

    @FXML
    private Label progressTitle;

    @FXML
    private ProgressBar bar;

    @FXML
    private Label progressText;

    @FXML
    private VBox result;

    @FXML
    private StateLabel resultState;

    @FXML
    private Label resultText;

    @FXML
    private HBox counts;

    @FXML
    private VBox issuesBox;

    @FXML
    private Label issuesTitle;

    @FXML
    private TableView<RowIssue> issues;

    @FXML
    private Label notice;

    @FXML
    private Button back;

    @FXML
    private Button close;

    @FXML
    private Button rehearse;

    @FXML
    private Button cancel;

    @FXML
    private Button sync;

    // The fields are set by the loader before initialize.
    @SuppressWarnings("NullAway.Init")
    SyncController(SyncViewModel model, FileDialogs files, Runnable closeDialog) {
        this.model = model;
        this.files = files;
        this.closeDialog = closeDialog;
    }

    @FXML
    void initialize() {
        origins();
        fields();
        faults();
        IssueTable.build(issues);
        issues.setItems(model.issues());
        also(model.step().subscribe(step -> showStep()));
        also(model.run().subscribe(run -> showRun()));
        also(model.sending().subscribe(task -> showSending(task)));
        also(model.totalIssues().subscribe(total -> showIssues()));
        also(model.notice().subscribe(text -> showNotice()));
        also(model.blocked().subscribe(text -> showNotice()));
    }

    private void also(Subscription subscription) {
        bound = bound.and(subscription);
    }

    private void origins() {
        Map<Origin, ToggleButton> buttons =
                new EnumMap<>(Map.of(Origin.SAMPLE, sample, Origin.FILE, file, Origin.URL, web, Origin.SAVED, saved));
        buttons.forEach(
                (origin, button) -> button.setOnAction(click -> model.origin().set(origin)));
        origins.selectedToggleProperty().addListener((property, before, now) -> {
            if (now == null) {
                origins.selectToggle(before);
            }
        });
        also(model.origin().subscribe(origin -> {
            origins.selectToggle(Objects.requireNonNull(buttons.get(origin)));
            visible(sampleText, origin == Origin.SAMPLE);
            visible(fileBox, origin == Origin.FILE);
            visible(
                    url,
                    origin == Origin.URL
                            || (origin == Origin.SAVED && model.saved().get() != null));
            visible(savedBox, origin == Origin.SAVED);
            visible(layoutBox, origin != Origin.SAMPLE);
            visible(confirmRemove, false);
            name.setDisable(origin == Origin.SAVED);
        }));
        also(model.file().subscribe(path -> fileName.setText(path == null ? "No file chosen" : path.toString())));
        sources.setItems(model.sources());
        sources.setConverter(new StringConverter<>() {
            @Override
            public String toString(@Nullable Source source) {
                return source == null ? "" : source.name() + " · " + Formats.count(source.products()) + " products";
            }

            @Override
            public Source fromString(String text) {
                throw new UnsupportedOperationException("The box cannot be typed into.");
            }
        });
        both(sources);
        also(model.saved().subscribe(source -> {
            remove.setDisable(source == null);
            visible(confirmRemove, false);
            visible(
                    url,
                    model.origin().get() == Origin.URL || (model.origin().get() == Origin.SAVED && source != null));
        }));
    }

    private void both(ComboBox<Source> box) {
        also(model.saved().subscribe(source -> box.setValue(source)));
        also(box.valueProperty().subscribe((before, now) -> {
            if (now != null) {
                model.saved().set(now);
            }
        }));
    }

    private void fields() {
        both(url, model.url());
        both(name, model.name());
        both(network, model.network());
        both(currency, model.currency());
        both(commission, model.commission());
        layout.getItems().setAll(FeedFormat.MAPPED_TABLE, FeedFormat.MAPPED_XML);
        layout.setConverter(new StringConverter<>() {
            @Override
            public String toString(@Nullable FeedFormat format) {
                return format == FeedFormat.MAPPED_XML ? "XML, by element" : "Table with a header, by column";
            }

            @Override
            public FeedFormat fromString(String text) {
                throw new UnsupportedOperationException("The box cannot be typed into.");
            }
        });
        layout.setValue(FeedFormat.MAPPED_TABLE);
        also(model.layout().subscribe(format -> {
            own.setSelected(format != null);
            if (format != null) {
                layout.setValue(format);
            }
            visible(layout, format != null);
            visible(columnsBox, format != null);
        }));
        own.setOnAction(click -> model.layout().set(own.isSelected() ? layout.getValue() : null));
        layout.setOnAction(click -> {
            if (own.isSelected()) {
                model.layout().set(layout.getValue());
            }
        });
        int row = 0;
        for (FeedForm.Target target : FeedForm.TARGETS) {
            Label caption = new Label(target.words() + (target.required() ? " *" : ""));
            TextField column = new TextField();
            column.setAccessibleText("Column of " + target.words());
            column.setPromptText(target.required() ? "Name of its column or element" : "not in the feed");
            both(column, model.column(target.key()));
            columns.addRow(row++, caption, column);
        }
    }

    private void both(TextField field, StringProperty property) {
        field.textProperty().bindBidirectional(property);
        also(() -> field.textProperty().unbindBidirectional(property));
    }

    private void faults() {
        MapChangeListener<Field, String> listener = change -> showFaults();
        model.faults().addListener(listener);
        also(() -> model.faults().removeListener(listener));
        showFaults();
        ListChangeListener<Source> sourcesChanged = change -> showHint();
        model.sources().addListener(sourcesChanged);
        also(() -> model.sources().removeListener(sourcesChanged));
        also(model.name().subscribe(text -> showHint()));
        also(model.origin().subscribe(origin -> showHint()));
    }

    private void showHint() {
        sources.setPromptText(model.sources().isEmpty() ? "No source is saved on this server yet" : "Choose a source");
        text(nameHint, model.nameHint());
    }

    private void showFaults() {
        text(nameFault, fault(Field.NAME));
        text(networkFault, fault(Field.NETWORK));
        text(currencyFault, fault(Field.CURRENCY));
        text(commissionFault, fault(Field.COMMISSION));
        text(columnsFault, fault(Field.COLUMNS));
        text(originFault, (fault(Field.FILE) + " " + fault(Field.URL) + " " + fault(Field.SAVED)).strip());
    }

    private String fault(Field field) {
        return model.faults().getOrDefault(field, "");
    }

    private void showStep() {
        Step step = model.step().get();
        visible(form, step == Step.FORM);
        visible(progress, step == Step.SENDING || step == Step.RUNNING);
        visible(result, step == Step.RESULT);
        visible(rehearse, step == Step.FORM);
        visible(cancel, step == Step.SENDING || step == Step.RUNNING);
        close.setText(step == Step.RUNNING ? "Go on in the background" : "Close");
        if (step == Step.SENDING) {
            progressTitle.setText("Preparing");
            progressText.setText("Saving the source and sending its feed to the server");
            bar.setProgress(-1);
        }
        showSyncButton();
        showNotice();
    }

    private void showSyncButton() {
        SyncRun run = model.run().get();
        SyncState state = run == null ? SyncState.RUNNING : run.state();
        boolean done = model.step().get() == Step.RESULT;
        boolean more = done && (state == SyncState.REHEARSED || state == SyncState.NEEDS_APPROVAL);
        visible(sync, model.step().get() == Step.FORM || more);
        visible(back, done && state != SyncState.DONE);
        if (done && state == SyncState.NEEDS_APPROVAL && run != null) {
            sync.setText("Archive " + Formats.count(run.counts().archived()) + " and sync");
        } else {
            sync.setText(done ? "Sync now" : "Sync");
        }
        boolean stopped = !model.blocked().get().isEmpty();
        sync.setDisable(stopped);
        rehearse.setDisable(stopped);
        cancel.setDisable(stopped);
    }

    private void showSending(@Nullable RunningTask task) {
        bar.progressProperty().unbind();
        if (task != null) {
            bar.progressProperty().bind(task.progress());
        }
    }

    private void showRun() {
        SyncRun run = model.run().get();
        if (run == null) {
            return;
        }
        if (run.state() == SyncState.RUNNING) {
            progressTitle.setText(SyncWords.title(run));
            progressText.setText(SyncWords.sentence(run) + " · " + SyncWords.format(run.format()));
            bar.progressProperty().unbind();
            bar.setProgress(run.progress() == null ? -1 : run.progress());
        } else {
            resultState.show(SyncWords.state(run), SyncWords.title(run));
            resultText.setText(SyncWords.sentence(run));
            counts.getChildren().setAll(counts(run));
        }
        showSyncButton();
    }

    private static List<VBox> counts(SyncRun run) {
        var counts = run.counts();
        return List.of(
                count("read", counts.read()),
                count("added", counts.added()),
                count("changed", counts.changed()),
                count("unchanged", counts.unchanged()),
                count(run.state() == SyncState.DONE ? "archived" : "vanished", counts.archived()),
                count("rejected", counts.rejected()),
                count("repeated", counts.repeated()),
                count("repaired", counts.warnings()));
    }

    private static VBox count(String words, long number) {
        Label figure = new Label(Formats.count(number));
        figure.getStyleClass().add("sync-count");
        Label caption = new Label(words);
        caption.getStyleClass().addAll("od-muted", "od-small");
        return new VBox(figure, caption);
    }

    private void showIssues() {
        long total = model.totalIssues().get();
        visible(issuesBox, total > 0);
        issuesTitle.setText(
                total > model.issues().size()
                        ? "The first " + model.issues().size() + " of " + Formats.count(total)
                                + " rejected, repeated and repaired rows"
                        : "Rejected, repeated and repaired rows");
    }

    private void showNotice() {
        String why = model.blocked().get();
        text(notice, why.isEmpty() ? model.notice().get() : why);
        showSyncButton();
    }

    @FXML
    void choose() {
        files.open("Choose a product feed", FEEDS, ALL)
                .ifPresent((Path path) -> model.file().set(path));
    }

    @FXML
    void askRemove() {
        Source source = model.saved().get();
        if (source != null) {
            removeText.setText("Remove " + source.name() + "? Its " + Formats.count(source.products())
                    + " products are archived.");
            visible(confirmRemove, true);
        }
    }

    @FXML
    void remove() {
        visible(confirmRemove, false);
        model.removeSaved();
    }

    @FXML
    void keep() {
        visible(confirmRemove, false);
    }

    @FXML
    void rehearse() {
        model.rehearse();
    }

    @FXML
    void sync() {
        SyncRun run = model.run().get();
        if (model.step().get() != Step.RESULT || run == null) {
            model.sync();
        } else if (run.state() == SyncState.NEEDS_APPROVAL) {
            model.approve();
        } else {
            model.syncNow();
        }
    }

    @FXML
    void cancel() {
        model.cancel();
    }

    @FXML
    void back() {
        model.back();
    }

    @FXML
    void saveIssues() {
        SyncRun run = model.run().get();
        if (run != null) {
            files.save(
                            "Save rejected rows",
                            run.source() + "-" + run.id() + "-issues.csv",
                            new FileDialogs.Kind("CSV", "*.csv"))
                    .ifPresent(model::saveIssues);
        }
    }

    @FXML
    void closeDialog() {
        closeDialog.run();
    }

    /// The dialog is gone.
    void close() {
        bound.unsubscribe();
        bound = Subscription.EMPTY;
        bar.progressProperty().unbind();
        issues.setItems(javafx.collections.FXCollections.observableArrayList());
        sources.setItems(javafx.collections.FXCollections.observableArrayList());
    }

    private static void text(Label label, String text) {
        label.setText(text);
        visible(label, !text.isEmpty());
    }

    private static void visible(Node node, boolean visible) {
        node.setVisible(visible);
        node.setManaged(visible);
    }
}
