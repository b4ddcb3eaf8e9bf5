package dev.opsdeck.console.overview;

import static dev.opsdeck.console.ui.Visibility.visible;

import dev.opsdeck.console.ui.charts.EventMark;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import javafx.scene.control.Label;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.Region;

/// What the marks on the timeline mean: those kinds that are there; nothing when none is. FX thread.
public final class MarkLegend extends FlowPane {

    /// Empty until it is told the marks.
    public MarkLegend() {
        getStyleClass().add("overview-legend");
        show(List.of(), "");
    }

    /// @param yesterday what is to be said of the paler line; empty when it is not asked for
    void show(List<EventMark> marks, String yesterday) {
        Set<EventMark.Kind> kinds = EnumSet.noneOf(EventMark.Kind.class);
        marks.forEach(mark -> kinds.add(mark.kind()));
        getChildren().setAll(kinds.stream().map(MarkLegend::entry).toList());
        if (!yesterday.isEmpty()) {
            Region line = new Region();
            line.getStyleClass().add("overview-former");
            getChildren().add(new Label(yesterday, line));
        }
        boolean any = !getChildren().isEmpty();
        visible(this, any);
    }

    private static Label entry(EventMark.Kind kind) {
        Region mark = new Region();
        mark.getStyleClass().addAll("od-mark", kind.styleClass());
        return new Label(kind.word(), mark);
    }
}
