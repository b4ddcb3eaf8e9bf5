package dev.opsdeck.console.requests;

import dev.opsdeck.api.profiles.ProfileMethod;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;
import javafx.collections.ObservableList;
import javafx.collections.transformation.SortedList;
import javafx.scene.control.Label;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;

/// Gives a table of methods its columns: the name, and a bar with a figure for the own and for the total time. A
/// click on a title puts the largest first. FX thread.
final class MethodTable {

    private static final double BAR = 76;
    private static final double BAR_HEIGHT = 10;
    private static final double FIGURE = 52;

    private MethodTable() {}

    static void columns(TableView<ProfileMethod> table, ObservableList<ProfileMethod> rows) {
        TableColumn<ProfileMethod, ProfileMethod> name = Tables.column("Method", 300);
        name.setCellFactory(column -> new NameCell());
        name.setComparator(Comparator.comparing(ProfileMethod::method));
        TableColumn<ProfileMethod, ProfileMethod> self = share("Itself", ProfileMethod::self);
        TableColumn<ProfileMethod, ProfileMethod> total = share("With what it calls", ProfileMethod::total);
        table.getColumns().setAll(List.of(name, self, total));
        table.getSortOrder().setAll(List.of(self));
        Tables.fill(table, name, 200);
        SortedList<ProfileMethod> sorted = new SortedList<>(rows);
        sorted.comparatorProperty().bind(table.comparatorProperty());
        table.setItems(sorted);
    }

    private static TableColumn<ProfileMethod, ProfileMethod> share(
            String title, ToDoubleFunction<ProfileMethod> share) {
        TableColumn<ProfileMethod, ProfileMethod> column = Tables.column(title, BAR + FIGURE + 30);
        column.setComparator(Comparator.comparingDouble(share));
        column.setSortType(TableColumn.SortType.DESCENDING);
        column.setCellFactory(cells -> new ShareCell(share));
        return column;
    }

    /// Class, method and line, and the package as far as there is room.
    private static final class NameCell extends TableCell<ProfileMethod, ProfileMethod> {

        private final Label name = new Label();
        private final Label home = new Label();
        private final HBox line = new HBox(8, name, home);

        NameCell() {
            home.getStyleClass().add("od-muted");
            home.setMinWidth(0);
            home.setPrefWidth(0);
            home.setMaxWidth(Double.MAX_VALUE);
            HBox.setHgrow(home, Priority.ALWAYS);
            line.getStyleClass().add("requests-line");
            setPrefWidth(0);
        }

        @Override
        protected void updateItem(@Nullable ProfileMethod method, boolean empty) {
            super.updateItem(method, empty);
            if (empty || method == null) {
                setGraphic(null);
                setTooltip(null);
                return;
            }
            name.setText(ProfileWords.name(method));
            home.setText(ProfileWords.home(method));
            setTooltip(new Tooltip(method.method() + (method.line() > 0 ? ", line " + method.line() : "")));
            setGraphic(line);
        }
    }

    private static final class ShareCell extends TableCell<ProfileMethod, ProfileMethod> {

        private final ToDoubleFunction<ProfileMethod> share;
        private final Region bar = new Region();
        private final Label figure = new Label();
        private final HBox line;

        ShareCell(ToDoubleFunction<ProfileMethod> share) {
            this.share = share;
            bar.getStyleClass().addAll("traces-bar", "traces-query");
            bar.setManaged(false);
            Pane place = new Pane(bar);
            place.setMinSize(BAR, BAR_HEIGHT);
            place.setPrefSize(BAR, BAR_HEIGHT);
            place.setMaxHeight(BAR_HEIGHT);
            figure.setMinWidth(FIGURE);
            figure.getStyleClass().add("profiles-figure");
            line = new HBox(8, place, figure);
            line.getStyleClass().add("requests-line");
        }

        @Override
        protected void updateItem(@Nullable ProfileMethod method, boolean empty) {
            super.updateItem(method, empty);
            if (empty || method == null) {
                setGraphic(null);
                return;
            }
            double value = share.applyAsDouble(method);
            bar.resizeRelocate(0, 0, Math.rint(BAR * Math.clamp(value, 0.0, 1.0)), BAR_HEIGHT);
            bar.setVisible(value > 0);
            figure.setText(ProfileWords.percent(value));
            setGraphic(line);
        }
    }
}
