package dev.opsdeck.console.requests;

import dev.opsdeck.api.traces.Trace;
import dev.opsdeck.console.ui.DetailPane;
import dev.opsdeck.console.ui.Formats;
import dev.opsdeck.console.ui.StateLabel;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TableView;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// One trace: its name, the waterfall, and the selected span in full. FX thread.
final class TracePane extends VBox {

    private static final double LEAST_TABLE = 110;

    private final Button back = new Button("Back");
    private final StateLabel reason = new StateLabel();
    private final Label name = new Label();
    private final Label facts = new Label();
    private final Button copy = new Button();
    private final TableView<TraceRow> spans = new TableView<>();
    private final DetailPane detail = new DetailPane();
    private String id = "";

    TracePane() {
        setSpacing(16);
        back.setId("closeTrace");
        back.setMinWidth(Region.USE_PREF_SIZE);
        copy.setId("copyTrace");
        copy.setMinWidth(Region.USE_PREF_SIZE);
        copy.setOnAction(click -> toClipboard(id, () -> copy.setText("Copied")));
        reason.setMinWidth(Region.USE_PREF_SIZE);
        name.setId("traceName");
        name.getStyleClass().add("od-strong");
        facts.getStyleClass().add("od-muted");
        facts.setWrapText(true);
        VBox words = new VBox(2, name, facts);
        words.setMinWidth(0);
        HBox.setHgrow(words, Priority.ALWAYS);
        HBox head = new HBox(12, back, words, reason, copy);
        head.setAlignment(Pos.CENTER_LEFT);
        spans.setId("spans");
        spans.setAccessibleText("Spans");
        spans.setMinHeight(LEAST_TABLE);
        // The span below takes the room that it needs first.
        spans.setPrefHeight(LEAST_TABLE);
        Waterfall.columns(spans);
        spans.getSelectionModel().selectedItemProperty().subscribe(row -> {
            if (row != null) {
                String query = row.span().attributes().containsKey("db.query.text") ? "Copy statement" : "";
                detail.show(TraceWords.detail(row), query);
            }
        });
        detail.keepOpen();
        detail.onCopy(() -> {
            TraceRow row = spans.getSelectionModel().getSelectedItem();
            if (row != null) {
                toClipboard(TraceWords.detail(row).title(), detail::copied);
            }
        });
        VBox card = new VBox(spans);
        card.getStyleClass().addAll("od-card", "od-frame");
        setVgrow(spans, Priority.ALWAYS);
        setVgrow(card, Priority.ALWAYS);
        getChildren().setAll(head, card, detail);
    }

    void onBack(Runnable action) {
        back.setOnAction(click -> action.run());
    }

    void show(Trace trace, Formats formats) {
        id = trace.summary().id();
        copy.setText("Copy id");
        name.setText(trace.summary().name());
        facts.setText(TraceWords.facts(trace.summary(), formats));
        reason.show(
                TraceWords.state(trace.summary().reason()),
                TraceWords.reason(trace.summary().reason()));
        spans.getItems().setAll(TraceRow.of(trace));
        spans.getSelectionModel().select(0);
        spans.scrollTo(0);
        spans.requestFocus();
    }

    private static void toClipboard(String text, Runnable then) {
        ClipboardContent clip = new ClipboardContent();
        clip.putString(text);
        Clipboard.getSystemClipboard().setContent(clip);
        then.run();
    }
}
