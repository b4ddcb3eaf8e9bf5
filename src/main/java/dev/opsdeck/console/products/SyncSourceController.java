package dev.opsdeck.console.products;

import static dev.opsdeck.console.ui.Visibility.text;
import static dev.opsdeck.console.ui.Visibility.visible;

import dev.opsdeck.api.sync.Source;
import dev.opsdeck.console.products.FeedForm.Field;
import dev.opsdeck.console.products.FeedForm.Origin;
import dev.opsdeck.console.ui.FileDialogs;
import dev.opsdeck.console.ui.Formats;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import javafx.beans.value.ObservableValue;
import javafx.collections.FXCollections;
import javafx.collections.ListChangeListener;
import javafx.collections.MapChangeListener;
import javafx.fxml.FXML;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.HBox;
import javafx.util.Subscription;

/// The top of the sync dialog: where the feed is, and what else can be done with a saved source, after one question.
/// [#close()] takes it off its view-model.
final class SyncSourceController {

    private static final FileDialogs.Kind FEEDS = new FileDialogs.Kind(
            "Product feeds",
            "*.xml",
            "*.csv",
            "*.tsv",
            "*.txt",
            "*.gz",
            "*.zip",
            "*.atom",
            "*.rss",
            "*.ndjson",
            "*.jsonl");
    private static final FileDialogs.Kind ALL = new FileDialogs.Kind("All files", "*.*");

    private final SyncViewModel dialog;
    private final SyncFormModel model;
    private final FileDialogs files;
    private final Formats formats;
    private final InstantSource clock;
    private Subscription bound = Subscription.EMPTY;
    private Runnable onConfirm = () -> {};

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
    private Button rollback;

    @FXML
    private HBox confirm;

    @FXML
    private Label confirmText;

    @FXML
    private Button confirmed;

    @FXML
    private Label originFault;

    // The fields are set by the loader before initialize.
    @SuppressWarnings("NullAway.Init")
    SyncSourceController(SyncViewModel dialog, FileDialogs files, Formats formats, InstantSource clock) {
        this.dialog = dialog;
        this.model = dialog.form();
        this.files = files;
        this.formats = formats;
        this.clock = clock;
    }

    @FXML
    void initialize() {
        origins();
        url.textProperty().bindBidirectional(model.url());
        also(() -> url.textProperty().unbindBidirectional(model.url()));
        sources();
        MapChangeListener<Field, String> faulty = change -> showFault();
        model.faults().addListener(faulty);
        also(() -> model.faults().removeListener(faulty));
        showFault();
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
            visible(savedBox, origin == Origin.SAVED);
            showSource();
        }));
        also(model.file().subscribe(path -> fileName.setText(path == null ? "No file chosen" : path.toString())));
    }

    private void sources() {
        sources.setItems(model.sources());
        sources.setConverter(
                Choices.named(source -> source.name() + " · " + Formats.count(source.products()) + " products"));
        also(model.saved().subscribe(source -> {
            sources.setValue(source);
            showSource();
        }));
        also(sources.valueProperty().subscribe((before, now) -> {
            if (now != null) {
                model.saved().set(now);
            }
        }));
        ListChangeListener<Source> changed = change -> showPrompt();
        model.sources().addListener(changed);
        also(() -> model.sources().removeListener(changed));
        showPrompt();
    }

    private void showPrompt() {
        sources.setPromptText(model.sources().isEmpty() ? "No source is saved on this server yet" : "Choose a source");
    }

    private void showSource() {
        boolean chosen = model.saved().get() != null;
        visible(url, model.fetched());
        visible(confirm, false);
        remove.setDisable(!chosen);
        rollback.setDisable(!chosen);
    }

    private void showFault() {
        text(originFault, (fault(Field.FILE) + " " + fault(Field.URL) + " " + fault(Field.SAVED)).strip());
    }

    private String fault(Field field) {
        return model.faults().getOrDefault(field, "");
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
            ask(
                    "Remove " + source.name() + "? Its " + Formats.count(source.products()) + " products are archived.",
                    "Remove",
                    dialog::removeSaved);
        }
    }

    @FXML
    void askRollback() {
        Source source = model.saved().get();
        dialog.planRollback(plan -> {
            if (source != null && source.equals(model.saved().get())) {
                ask(SyncWords.rollback(source.name(), plan, formats, clock.instant()), "Roll back", dialog::rollBack);
            }
        });
    }

    /// Whether a question is open. To be asked for once the view is loaded.
    ObservableValue<Boolean> asking() {
        return confirm.visibleProperty();
    }

    private void ask(String question, String word, Runnable then) {
        confirmText.setText(question);
        confirmed.setText(word);
        onConfirm = then;
        visible(confirm, true);
    }

    @FXML
    void confirm() {
        visible(confirm, false);
        onConfirm.run();
    }

    @FXML
    void keep() {
        visible(confirm, false);
    }

    void close() {
        bound.unsubscribe();
        bound = Subscription.EMPTY;
        sources.setItems(FXCollections.observableArrayList());
    }
}
