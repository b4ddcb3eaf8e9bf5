package dev.opsdeck.console.overview;

import dev.opsdeck.api.live.LogEntry;
import dev.opsdeck.console.ui.Formats;
import dev.opsdeck.console.ui.charts.EventMark;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;

/// One line of the list of events: the mark of its kind, when, what, by whom. FX thread.
final class EventRow extends HBox {

    /// @param openFlush shows what a flush led to
    EventRow(LogEntry entry, Formats formats, Instant now, Consumer<LogEntry> openFlush) {
        getStyleClass().add("overview-event");
        Label when = new Label(formats.moment(entry.at(), now));
        when.getStyleClass().add("od-muted");
        when.setMinWidth(112);
        when.setTooltip(new Tooltip(formats.full(entry.at())));
        Label what = new Label(entry.text() + lasted(entry));
        what.setMinWidth(0);
        what.setTooltip(new Tooltip(what.getText()));
        Label who = new Label(entry.actor() == null ? "" : entry.actor());
        who.getStyleClass().add("od-muted");
        who.setMinWidth(USE_PREF_SIZE);
        Region between = new Region();
        setHgrow(between, Priority.ALWAYS);
        getChildren().addAll(mark(entry.kind()), when, what);
        if (entry.kind() == LogEntry.Kind.FLUSH) {
            Button recovery = new Button("Recovery");
            recovery.getStyleClass().add("od-link");
            recovery.setMinWidth(USE_PREF_SIZE);
            recovery.setOnAction(click -> openFlush.accept(entry));
            getChildren().add(recovery);
        }
        getChildren().addAll(between, who);
    }

    private static String lasted(LogEntry entry) {
        return entry.until() == null ? "" : " · " + Formats.duration(Duration.between(entry.at(), entry.until()));
    }

    private static Region mark(LogEntry.Kind kind) {
        Region mark = new Region();
        mark.getStyleClass()
                .addAll(
                        "od-mark",
                        switch (kind) {
                            case SYNC -> EventMark.Kind.SYNC.styleClass();
                            case FLUSH -> EventMark.Kind.FLUSH.styleClass();
                            case LOAD -> EventMark.Kind.LOAD.styleClass();
                            case START -> EventMark.Kind.RESTART.styleClass();
                            case WARNING -> EventMark.Kind.WARNING.styleClass();
                            case PRODUCT, SOURCE, SETTING, AUDIT -> "od-mark-change";
                        });
        return mark;
    }
}
