package dev.opsdeck.console.shell;

import static dev.opsdeck.console.ui.Visibility.visible;

import dev.opsdeck.api.alerts.Alert;
import dev.opsdeck.api.alerts.AlertState;
import dev.opsdeck.console.ui.AlertWords;
import dev.opsdeck.console.ui.State;
import dev.opsdeck.console.ui.StateLabel;
import java.util.List;
import java.util.Map;
import javafx.beans.value.ObservableValue;
import javafx.css.PseudoClass;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.javafx.FontIcon;

/// The pages at the left, each with the digit of its key. JavaFX thread only.
final class PageList {

    private static final PseudoClass SELECTED = PseudoClass.getPseudoClass("selected");

    private PageList() {}

    /// How many things on a page need somebody, and how badly.
    record Badge(State state, int count) {

        static final Badge NONE = new Badge(State.OK, 0);

        /// Of alerts that fire.
        static Badge of(List<Alert> open) {
            List<Alert> firing = open.stream()
                    .filter(alert -> alert.state() == AlertState.FIRING)
                    .toList();
            return firing.isEmpty() ? NONE : new Badge(AlertWords.state(firing.getFirst()), firing.size());
        }
    }

    /// @param badges by page, what it has for the operator
    static void fill(VBox box, PageHost host, Map<String, ObservableValue<Badge>> badges) {
        int place = 1;
        for (Page page : host.pages()) {
            box.getChildren().add(row(page, place, host, badges.get(page.id())));
            place++;
        }
    }

    private static Button row(Page page, int place, PageHost host, @Nullable ObservableValue<Badge> badge) {
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        Label key = new Label(Integer.toString(place));
        key.getStyleClass().add("od-key");
        StateLabel count = new StateLabel();
        count.getStyleClass().add("shell-count");
        HBox content = new HBox(new FontIcon(page.icon()), new Label(page.title()), gap, count, key);
        content.getStyleClass().add("shell-page");
        content.setPrefWidth(182);
        Button row = new Button(page.title(), content);
        row.setId("page-" + page.id());
        row.setMaxWidth(Double.MAX_VALUE);
        row.getStyleClass().setAll("shell-nav-item");
        show(row, page, place, count, Badge.NONE);
        if (badge != null) {
            badge.subscribe(now -> show(row, page, place, count, now));
        }
        row.setOnAction(click -> host.show(page.id()));
        host.current().subscribe(now -> row.pseudoClassStateChanged(SELECTED, page.equals(now)));
        return row;
    }

    private static void show(Button row, Page page, int place, StateLabel count, Badge now) {
        count.show(now.state(), Integer.toString(now.count()));
        visible(count, now.count() > 0);
        row.setAccessibleText(page.title()
                + (now.count() == 0
                        ? ""
                        : ", " + now.count() + " " + now.state().word()) + ", Ctrl+" + place);
    }
}
