package dev.opsdeck.console.alerts;

import dev.opsdeck.api.alerts.Silence;
import dev.opsdeck.console.ui.Commands;
import dev.opsdeck.console.ui.Formats;
import dev.opsdeck.console.ui.PageView;
import java.util.List;
import javafx.collections.ListChangeListener;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// The part of the Alerts page about silences. FX thread.
final class SilencesController implements PageView {

    private final SilencesViewModel model;
    private final Commands commands;
    private final Runnable add;
    private final Formats formats;

    @FXML
    private CheckBox ended;

    @FXML
    private VBox rows;

    @FXML
    private TableView<Silence> silences;

    @FXML
    private Standing standing;

    // The fields are set by the loader before initialize.
    @SuppressWarnings("NullAway.Init")
    SilencesController(SilencesViewModel model, Commands commands, Runnable add, Formats formats) {
        this.model = model;
        this.commands = commands;
        this.add = add;
        this.formats = formats;
    }

    @FXML
    void initialize() {
        ended.selectedProperty().bindBidirectional(model.ended());
        silences.setItems(model.shownRows());
        TableColumn<Silence, Silence> what =
                Columns.text("What is quiet", 180, SilenceWords::scope, silence -> SilenceWords.scope(silence));
        Columns.put(
                silences,
                List.of(
                        Columns.state(
                                "State",
                                144,
                                silence -> SilenceWords.state(silence, model.now()),
                                silence -> SilenceWords.word(silence, model.now())),
                        what,
                        Columns.text(
                                "Until",
                                104,
                                silence -> formats.moment(silence.until(), model.now()),
                                silence -> formats.full(silence.until())),
                        Columns.text("Reason", 148, SilencesController::reason, SilencesController::reasonInFull),
                        Columns.node("", 84, this::button)),
                what,
                140);
        model.content().subscribe(now -> show());
        model.shownRows().addListener((ListChangeListener<Silence>) change -> show());
    }

    private static String reason(Silence silence) {
        String hours = SilenceWords.hours(silence.recurrence());
        return hours.isEmpty() ? silence.reason() : hours + ": " + silence.reason();
    }

    private static String reasonInFull(Silence silence) {
        return reason(silence) + "\nby " + silence.author();
    }

    private @Nullable Node button(Silence silence) {
        if (!SilenceWords.going(silence, model.now())) {
            return null;
        }
        Button end = new Button("End now");
        end.getStyleClass().add("alerts-small-button");
        end.setOnAction(click -> commands.whenArmed("End a silence", () -> model.expire(silence)));
        return end;
    }

    private void show() {
        Content now = model.content().get();
        boolean nothing = now == Content.ROWS && model.shownRows().isEmpty();
        standing.show(
                nothing ? Content.EMPTY : now,
                rows,
                "Nothing is silenced: everybody is told of every alert.",
                "New silence",
                add,
                model::read);
    }

    @FXML
    void add() {
        add.run();
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
