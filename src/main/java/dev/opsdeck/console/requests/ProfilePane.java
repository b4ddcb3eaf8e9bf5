package dev.opsdeck.console.requests;

import static dev.opsdeck.console.ui.Visibility.visible;

import dev.opsdeck.api.profiles.ProfileMethod;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.LongConsumer;
import javafx.beans.value.ObservableStringValue;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.collections.transformation.FilteredList;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/// One profile: its name, and what it says of methods, allocations, waits and threads. FX thread.
final class ProfilePane extends VBox {

    private static final double LEAST_TABLE = 110;
    private static final double FIGURE = 176;

    private final Button back = button("closeProfile", "Back");
    private final Label name = new Label();
    private final Label facts = new Label();
    private final Button save = button("saveProfile", "Save file…");
    private final Button delete = button("deleteProfile", "Delete");
    private final ToggleGroup group = new ToggleGroup();
    private final Map<ProfileView.Part, ToggleButton> toggles = new EnumMap<>(ProfileView.Part.class);
    private final HBox parts = new HBox();
    private final TableView<ProfileMethod> methods = new TableView<>();
    private final TableView<ProfileLine> lines = new TableView<>();
    private final TableColumn<ProfileLine, ProfileLine> figure = Tables.number("", FIGURE);
    private final VBox card = new VBox(methods, lines);
    private final Label empty = new Label();
    private final StackPane nothing = new StackPane(empty);
    private final ObservableList<ProfileMethod> allMethods = FXCollections.observableArrayList();
    private final FilteredList<ProfileMethod> shownMethods = new FilteredList<>(allMethods);
    private final ObservableList<ProfileLine> allLines = FXCollections.observableArrayList();
    private final FilteredList<ProfileLine> shownLines = new FilteredList<>(allLines);
    private ProfileView view = ProfileView.NONE;
    private ProfileView.Part part = ProfileView.Part.METHODS;

    ProfilePane() {
        setSpacing(16);
        name.setId("profileName");
        name.getStyleClass().add("od-strong");
        facts.setId("profileFacts");
        facts.getStyleClass().add("od-muted");
        facts.setWrapText(true);
        facts.setMinHeight(USE_PREF_SIZE);
        VBox words = new VBox(2, name, facts);
        words.setMinWidth(0);
        HBox.setHgrow(words, Priority.ALWAYS);
        HBox head = new HBox(12, back, words, save, delete);
        head.setAlignment(Pos.CENTER_LEFT);
        parts.getStyleClass().add("od-segmented");
        parts.setMaxWidth(USE_PREF_SIZE);
        for (ProfileView.Part each : ProfileView.Part.values()) {
            ToggleButton toggle = new ToggleButton(each.title());
            toggle.setId("profile-" + each.name().toLowerCase(Locale.ROOT));
            toggle.setToggleGroup(group);
            toggle.setSelected(each == part);
            toggle.setOnAction(click -> {
                toggle.setSelected(true);
                part = each;
                fill();
            });
            toggles.put(each, toggle);
            parts.getChildren().add(toggle);
        }
        methods.setId("methods");
        methods.setAccessibleText("Methods");
        MethodTable.columns(methods, shownMethods);
        lines.setId("profileLines");
        lines.setItems(shownLines);
        TableColumn<ProfileLine, ProfileLine> text = Tables.column("Where", 300);
        text.setCellFactory(column -> new Tables.TextCell<>(ProfileLine::name, ProfileLine::name, false));
        figure.setCellFactory(column -> new Tables.TextCell<>(ProfileLine::figure, line -> null, true));
        lines.getColumns().setAll(List.of(text, figure));
        lines.getColumns().forEach(column -> column.setSortable(false));
        Tables.fill(lines, text, 200);
        for (TableView<?> table : List.of(methods, lines)) {
            table.setMinHeight(LEAST_TABLE);
            setVgrow(table, Priority.ALWAYS);
        }
        card.getStyleClass().addAll("od-card", "od-frame");
        setVgrow(card, Priority.ALWAYS);
        empty.setId("nothingInProfile");
        empty.setWrapText(true);
        nothing.getStyleClass().addAll("od-card", "od-empty");
        setVgrow(nothing, Priority.ALWAYS);
        getChildren().setAll(head, parts, card, nothing);
    }

    /// @param wanted a part of the name of what is shown
    void filter(ObservableStringValue wanted) {
        wanted.subscribe(text -> {
            String typed = text.strip().toLowerCase(Locale.ROOT);
            shownMethods.setPredicate(
                    method -> method.method().toLowerCase(Locale.ROOT).contains(typed));
            shownLines.setPredicate(line -> line.name().toLowerCase(Locale.ROOT).contains(typed));
            fill();
        });
    }

    void onBack(Runnable action) {
        back.setOnAction(click -> action.run());
    }

    /// @param action given the number of the profile
    void onSave(LongConsumer action) {
        save.setOnAction(click -> action.accept(view.id()));
    }

    void onDelete(Runnable action) {
        delete.setOnAction(click -> action.run());
    }

    void show(ProfileView opened) {
        view = opened;
        part = view.others().isEmpty() ? ProfileView.Part.METHODS : part;
        group.selectToggle(toggles.get(part));
        name.setText(view.title());
        facts.setText(view.facts());
        visible(save, view.id() > 0);
        visible(delete, view.id() > 0);
        save.setDisable(!view.savable());
        delete.setDisable(!view.deletable());
        allMethods.setAll(view.methods());
        fill();
        methods.scrollTo(0);
        methods.requestFocus();
    }

    private void fill() {
        boolean whole = part == ProfileView.Part.METHODS;
        allLines.setAll(view.lines(part));
        figure.setText(part.figure());
        boolean any = whole ? !shownMethods.isEmpty() : !shownLines.isEmpty();
        visible(parts, !view.others().isEmpty());
        visible(card, any);
        visible(methods, whole);
        visible(lines, !whole);
        visible(nothing, !any);
        boolean filtered = whole ? !allMethods.isEmpty() : !allLines.isEmpty();
        empty.setText(
                !view.sentence().isEmpty() ? view.sentence() : filtered ? "Nothing fits this filter." : part.nothing());
    }

    private static Button button(String id, String words) {
        Button button = new Button(words);
        button.setId(id);
        button.setMinWidth(Region.USE_PREF_SIZE);
        return button;
    }
}
