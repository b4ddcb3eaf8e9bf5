package dev.opsdeck.console.shell;

import javafx.css.PseudoClass;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;

/// The pages at the left, each with the digit of its key. JavaFX thread only.
final class PageList {

    private static final PseudoClass SELECTED = PseudoClass.getPseudoClass("selected");

    private PageList() {}

    static void fill(VBox box, PageHost host) {
        int place = 1;
        for (Page page : host.pages()) {
            box.getChildren().add(row(page, place, host));
            place++;
        }
    }

    private static Button row(Page page, int place, PageHost host) {
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        Label key = new Label(Integer.toString(place));
        key.getStyleClass().add("od-key");
        HBox content = new HBox(new FontIcon(page.icon()), new Label(page.title()), gap, key);
        content.getStyleClass().add("shell-page");
        content.setPrefWidth(182);
        Button row = new Button(page.title(), content);
        row.setId("page-" + page.id());
        row.setMaxWidth(Double.MAX_VALUE);
        row.getStyleClass().setAll("shell-nav-item");
        row.setAccessibleText(page.title() + ", Ctrl+" + place);
        row.setOnAction(click -> host.show(page.id()));
        host.current().subscribe(now -> row.pseudoClassStateChanged(SELECTED, page.equals(now)));
        return row;
    }
}
