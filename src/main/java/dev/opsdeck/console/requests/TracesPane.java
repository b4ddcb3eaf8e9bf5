package dev.opsdeck.console.requests;

import static dev.opsdeck.console.ui.Visibility.text;
import static dev.opsdeck.console.ui.Visibility.visible;

import dev.opsdeck.api.traces.Trace;
import dev.opsdeck.api.traces.TraceSummary;
import dev.opsdeck.console.ui.Formats;
import dev.opsdeck.console.ui.NoticeBar;
import dev.opsdeck.console.ui.StaleLabel;
import java.time.InstantSource;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// The part of the Requests page with the traces: their list, and in its place one that was opened. FX thread.
public final class TracesPane extends VBox {

    private final CheckBox failedOnly = new CheckBox("Failed only");
    private final Label count = new Label();
    private final Label status = new Label();
    private final StaleLabel stale = new StaleLabel();
    private final NoticeBar notice = new NoticeBar();
    private final TableView<TraceSummary> table = new TableView<>();
    private final Button older = new Button("Show older");
    private final Label empty = new Label();
    private final VBox list;
    private final StackPane nothing = new StackPane(empty);
    private final TracePane trace = new TracePane();

    /// Empty until [#show].
    public TracesPane() {
        setSpacing(16);
        setVgrow(this, Priority.ALWAYS);
        stale.setId("tracesStale");
        count.setId("traceCount");
        status.setId("tracing");
        status.setWrapText(true);
        count.getStyleClass().add("od-muted");
        count.setMinWidth(Region.USE_PREF_SIZE);
        status.getStyleClass().add("od-muted");
        failedOnly.setId("failedOnly");
        failedOnly.setMinWidth(Region.USE_PREF_SIZE);
        HBox head = new HBox(16, failedOnly, count, status);
        head.setAlignment(Pos.CENTER_LEFT);
        table.setId("traces");
        table.setAccessibleText("Traces");
        older.getStyleClass().addAll("od-link", "od-older");
        older.setMaxWidth(Double.MAX_VALUE);
        VBox card = new VBox(table, older);
        card.getStyleClass().addAll("od-card", "od-frame");
        setVgrow(table, Priority.ALWAYS);
        setVgrow(card, Priority.ALWAYS);
        empty.setId("noTraces");
        empty.setWrapText(true);
        nothing.getStyleClass().addAll("od-card", "od-empty");
        setVgrow(nothing, Priority.ALWAYS);
        list = new VBox(16, head, card, nothing);
        setVgrow(list, Priority.ALWAYS);
        setVgrow(trace, Priority.ALWAYS);
        getChildren().setAll(stale, notice, list, trace);
        visible(trace, false);
    }

    /// Shows what the model says, and forwards what is done.
    void show(TracesViewModel model, Formats formats, InstantSource clock) {
        TraceTable.columns(table, model.rows(), formats, clock);
        table.setOnMouseClicked(click -> open(model));
        table.setOnKeyPressed(key -> {
            if (key.getCode() == KeyCode.ENTER) {
                open(model);
                key.consume();
            }
        });
        failedOnly.selectedProperty().bindBidirectional(model.failedOnly());
        model.count().subscribe(words -> text(count, words));
        status.textProperty().bind(model.status());
        older.setOnAction(click -> model.older());
        model.more().subscribe(more -> visible(older, more));
        stale.follow(model.staleSince(), list, trace);
        model.staleSince().subscribe(since -> older.setDisable(!since.isEmpty()));
        notice.follow(model.notice(), model::read);
        model.content().subscribe(now -> {
            boolean rows = now == Content.ROWS;
            visible(table.getParent(), rows);
            visible(nothing, !rows);
            empty.setText(now == Content.LOADING ? "Reading the traces" : model.emptyText());
        });
        trace.onBack(model::close);
        model.opened().subscribe(opened -> shown(opened, formats));
    }

    private void shown(@Nullable Trace opened, Formats formats) {
        visible(list, opened == null);
        visible(trace, opened != null);
        if (opened == null) {
            table.requestFocus();
        } else {
            trace.show(opened, formats);
        }
    }

    private void open(TracesViewModel model) {
        TraceSummary selected = table.getSelectionModel().getSelectedItem();
        if (selected != null) {
            model.open(selected.id());
        }
    }
}
