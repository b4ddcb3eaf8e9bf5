package dev.opsdeck.console.products;

import static dev.opsdeck.console.ui.Visibility.text;
import static dev.opsdeck.console.ui.Visibility.visible;

import dev.opsdeck.api.sync.FeedFormat;
import dev.opsdeck.api.sync.Source;
import dev.opsdeck.console.products.FeedForm.Field;
import dev.opsdeck.console.products.FeedForm.Origin;
import dev.opsdeck.console.ui.Formats;
import java.time.InstantSource;
import java.util.Optional;
import javafx.beans.property.StringProperty;
import javafx.beans.value.ObservableValue;
import javafx.collections.ListChangeListener;
import javafx.collections.MapChangeListener;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.VBox;
import javafx.util.Subscription;

/// The form of the sync dialog below the choice of the source: whose the feed is, how it is built and when it is
/// read. [#close()] takes it off its view-model.
final class SyncFormController {

    private final SyncFormModel model;
    private final Parent source;
    private final ObservableValue<Boolean> asking;
    private final Formats formats;
    private final InstantSource clock;
    private Subscription bound = Subscription.EMPTY;

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
    private GridPane times;

    @FXML
    private TextField schedule;

    @FXML
    private Label scheduleFault;

    @FXML
    private Label nextRun;

    @FXML
    private TextField jumps;

    @FXML
    private Label jumpsFault;

    @FXML
    private VBox layoutBox;

    @FXML
    private ComboBox<Optional<FeedFormat>> layout;

    @FXML
    private Node columnsBox;

    @FXML
    private GridPane columns;

    @FXML
    private Label columnsFault;

    @FXML
    private VBox form;

    @FXML
    private VBox below;

    /// @param asking while `source` asks a question, it stands alone: together they do not fit a low window
    // The fields are set by the loader before initialize.
    @SuppressWarnings("NullAway.Init")
    SyncFormController(
            SyncFormModel model, Parent source, ObservableValue<Boolean> asking, Formats formats, InstantSource clock) {
        this.model = model;
        this.source = source;
        this.asking = asking;
        this.formats = formats;
        this.clock = clock;
    }

    @FXML
    void initialize() {
        form.getChildren().addFirst(source);
        also(asking.subscribe(asks -> visible(below, !asks)));
        both(name, model.name());
        both(network, model.network());
        both(currency, model.currency());
        both(commission, model.commission());
        both(schedule, model.schedule());
        both(jumps, model.jumps());
        also(LayoutChoice.bind(model, layout, columns, columnsBox));
        ListChangeListener<Source> changed = change -> showSource();
        model.sources().addListener(changed);
        also(() -> model.sources().removeListener(changed));
        also(model.origin().subscribe(origin -> showSource()));
        also(model.saved().subscribe(chosen -> showSource()));
        also(model.name().subscribe(text -> showSource()));
        also(model.schedule().subscribe(text -> showNextRun()));
        MapChangeListener<Field, String> faulty = change -> showFaults();
        model.faults().addListener(faulty);
        also(() -> model.faults().removeListener(faulty));
        showFaults();
    }

    private void also(Subscription subscription) {
        bound = bound.and(subscription);
    }

    private void both(TextField field, StringProperty property) {
        field.textProperty().bindBidirectional(property);
        also(() -> field.textProperty().unbindBidirectional(property));
    }

    private void showSource() {
        visible(layoutBox, model.origin().get() != Origin.SAMPLE);
        visible(times, model.fetched());
        name.setDisable(model.origin().get() == Origin.SAVED);
        text(nameHint, model.nameHint());
        showNextRun();
    }

    private void showNextRun() {
        Source chosen = model.origin().get() == Origin.SAVED ? model.saved().get() : null;
        text(nextRun, SyncWords.nextRun(chosen, model.schedule().get().strip(), formats, clock.instant()));
    }

    private void showFaults() {
        text(nameFault, fault(Field.NAME));
        text(networkFault, fault(Field.NETWORK));
        text(currencyFault, fault(Field.CURRENCY));
        text(commissionFault, fault(Field.COMMISSION));
        text(scheduleFault, fault(Field.SCHEDULE));
        text(jumpsFault, fault(Field.JUMPS));
        text(columnsFault, fault(Field.COLUMNS));
    }

    private String fault(Field field) {
        return model.faults().getOrDefault(field, "");
    }

    void close() {
        bound.unsubscribe();
        bound = Subscription.EMPTY;
    }
}
