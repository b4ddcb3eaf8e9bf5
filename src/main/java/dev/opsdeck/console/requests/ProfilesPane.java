package dev.opsdeck.console.requests;

import static dev.opsdeck.console.ui.Visibility.visible;

import dev.opsdeck.api.profiles.Profile;
import dev.opsdeck.console.ui.Commands;
import dev.opsdeck.console.ui.FileDialogs;
import dev.opsdeck.console.ui.Formats;
import dev.opsdeck.console.ui.NoticeBar;
import dev.opsdeck.console.ui.StaleLabel;
import java.time.InstantSource;
import java.util.function.IntConsumer;
import javafx.beans.value.ObservableStringValue;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;
import org.jspecify.annotations.Nullable;

/// The part of the Requests page with the profiles: their list with the one under way, and in its place one that was
/// opened. FX thread.
public final class ProfilesPane extends VBox {

    private static final double PROGRESS_WIDTH = 120;

    private final Button start = new Button("Profile");
    private final ComboBox<Integer> seconds = new ComboBox<>();
    private final ProgressBar progress = new ProgressBar(0);
    private final Label running = new Label();
    private final Button stop = new Button("Stop");
    private final HBox underWay = new HBox(8, progress, running, stop);
    private final StaleLabel stale = new StaleLabel();
    private final NoticeBar notice = new NoticeBar();
    private final NoticeBar result = new NoticeBar();
    private final TableView<Profile> table = new TableView<>();
    private final Label empty = new Label();
    private final StackPane nothing = new StackPane(empty);
    private final HBox hours = new HBox(12);
    private final VBox list;
    private IntConsumer openHours = last -> {};
    private final ProfilePane profile = new ProfilePane();

    /// Empty until [#show].
    public ProfilesPane() {
        setSpacing(16);
        setVgrow(this, Priority.ALWAYS);
        start.setId("startProfile");
        start.getStyleClass().add("od-primary");
        start.setMinWidth(Region.USE_PREF_SIZE);
        seconds.setId("profileSeconds");
        seconds.getStyleClass().add("od-slim");
        seconds.setAccessibleText("How long");
        seconds.getItems().setAll(10, 30, 60);
        seconds.setConverter(new Seconds());
        seconds.setMinWidth(Region.USE_PREF_SIZE);
        progress.setPrefWidth(PROGRESS_WIDTH);
        progress.setMinWidth(PROGRESS_WIDTH);
        running.setId("profileRunning");
        running.getStyleClass().add("od-muted");
        stop.setId("stopProfile");
        stop.setMinWidth(Region.USE_PREF_SIZE);
        underWay.setAlignment(Pos.CENTER_RIGHT);
        underWay.setMinWidth(0);
        HBox.setHgrow(underWay, Priority.ALWAYS);
        HBox head = new HBox(8, start, seconds, underWay);
        head.setAlignment(Pos.CENTER_LEFT);
        table.setId("profiles");
        table.setAccessibleText("Profiles");
        VBox card = new VBox(table);
        card.getStyleClass().addAll("od-card", "od-frame");
        setVgrow(table, Priority.ALWAYS);
        setVgrow(card, Priority.ALWAYS);
        empty.setId("noProfiles");
        empty.setWrapText(true);
        nothing.getStyleClass().addAll("od-card", "od-empty");
        setVgrow(nothing, Priority.ALWAYS);
        Label sampled = new Label("Sampled all the time, the last");
        sampled.getStyleClass().add("od-muted");
        hours.getChildren().setAll(sampled, range(1), range(24), range(168));
        hours.setAlignment(Pos.CENTER_LEFT);
        list = new VBox(16, head, hours, card, nothing);
        setVgrow(list, Priority.ALWAYS);
        setVgrow(profile, Priority.ALWAYS);
        stale.setId("profilesStale");
        getChildren().setAll(stale, notice, result, list, profile);
        visible(profile, false);
    }

    /// Shows what the model says, and forwards what is done.
    ///
    /// @param filter a part of a method's name
    void show(
            ProfilesViewModel model,
            ObservableStringValue filter,
            Commands commands,
            FileDialogs files,
            Formats formats,
            InstantSource clock) {
        ProfileTable.columns(table, model.rows(), formats, clock);
        table.setOnMouseClicked(click -> open(model));
        table.setOnKeyPressed(key -> {
            if (key.getCode() == KeyCode.ENTER) {
                open(model);
                key.consume();
            }
        });
        seconds.setValue(model.seconds().get());
        seconds.valueProperty().subscribe(chosen -> model.seconds().set(chosen == null ? 30 : chosen));
        start.setOnAction(click -> commands.whenArmed("Profile", model::start));
        stop.setOnAction(click -> commands.whenArmed("Stop the profile", model::stop));
        progress.progressProperty().bind(model.progress());
        model.running().subscribe(now -> {
            visible(underWay, now != null);
            running.setText(now == null ? "" : ProfileWords.progress(now));
            enable(model);
        });
        stale.follow(model.staleSince(), list, profile);
        model.staleSince().subscribe(since -> enable(model));
        openHours = model::openHours;
        notice.follow(model.notice());
        result.tell(model.result());
        model.content().subscribe(now -> {
            boolean rows = now == Content.ROWS;
            visible(table.getParent(), rows);
            visible(nothing, !rows);
            empty.setText(now == Content.LOADING ? "Reading the profiles" : model.emptyText());
        });
        profile.filter(filter);
        profile.onBack(model::close);
        profile.onSave(id -> files.save(
                        "Save the recording",
                        "opsdeck-profile-" + id + ".jfr",
                        new FileDialogs.Kind("Flight recording", "*.jfr"))
                .ifPresent(model::save));
        profile.onDelete(() -> commands.whenArmed("Delete the profile", model::delete));
        model.opened().subscribe(this::shown);
    }

    /// Without a connection, and while one is under way, none is begun.
    private void enable(ProfilesViewModel model) {
        boolean lost = !model.staleSince().get().isEmpty();
        start.setDisable(lost || model.running().get() != null);
        seconds.setDisable(start.isDisabled());
        stop.setDisable(lost);
        hours.setDisable(lost);
    }

    private Button range(int last) {
        Button range = new Button(ProfileWords.hours(last));
        range.setId("sampled-" + last);
        range.getStyleClass().add("od-link");
        range.setOnAction(click -> openHours.accept(last));
        return range;
    }

    private void shown(@Nullable ProfileView opened) {
        visible(list, opened == null);
        visible(profile, opened != null);
        if (opened == null) {
            table.requestFocus();
        } else {
            profile.show(opened);
        }
    }

    private void open(ProfilesViewModel model) {
        Profile selected = table.getSelectionModel().getSelectedItem();
        if (selected != null) {
            model.open(selected.id());
        }
    }

    /// `30 s`.
    private static final class Seconds extends StringConverter<Integer> {

        @Override
        public String toString(@Nullable Integer value) {
            return value == null ? "" : value + " s";
        }

        @Override
        public Integer fromString(String text) {
            return Integer.valueOf(text.replace(" s", ""));
        }
    }
}
