package dev.opsdeck.console.requests;

import dev.opsdeck.api.profiles.Profile;
import dev.opsdeck.console.ui.Formats;
import dev.opsdeck.console.ui.StateLabel;
import java.time.InstantSource;
import java.util.List;
import javafx.collections.ObservableList;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.Tooltip;
import org.jspecify.annotations.Nullable;

/// Gives the list of profiles its columns. FX thread.
final class ProfileTable {

    private ProfileTable() {}

    static void columns(TableView<Profile> table, ObservableList<Profile> rows, Formats formats, InstantSource clock) {
        table.setItems(rows);
        TableColumn<Profile, Profile> number = Tables.number("No.", 52);
        number.setCellFactory(
                column -> new Tables.TextCell<>(profile -> Formats.count(profile.id()), profile -> null, true));
        TableColumn<Profile, Profile> when = Tables.column("Began", 132);
        when.setCellFactory(column -> new Tables.TextCell<>(
                profile -> RequestWords.moment(profile.beganAt(), clock.instant(), formats),
                profile -> formats.full(profile.beganAt()),
                false));
        TableColumn<Profile, Profile> why = Tables.column("Why", 220);
        why.setCellFactory(column -> new Tables.TextCell<>(ProfileWords::reason, ProfileWords::reason, false));
        TableColumn<Profile, Profile> length = Tables.number("Length", 84);
        length.setCellFactory(column -> new Tables.TextCell<>(ProfileWords::length, profile -> null, true));
        TableColumn<Profile, Profile> samples = Tables.number("Samples", 84);
        samples.setCellFactory(
                column -> new Tables.TextCell<>(profile -> Formats.count(profile.samples()), profile -> null, true));
        TableColumn<Profile, Profile> state = Tables.column("State", 100);
        state.setCellFactory(column -> new StateCell());
        table.getColumns().setAll(List.of(number, when, why, length, samples, state));
        table.getColumns().forEach(column -> column.setSortable(false));
        Tables.fill(table, why, 120);
    }

    /// A failed one with its state and the reason, the others as a plain word.
    private static final class StateCell extends TableCell<Profile, Profile> {

        private final StateLabel label = new StateLabel();

        @Override
        protected void updateItem(@Nullable Profile profile, boolean empty) {
            super.updateItem(profile, empty);
            setGraphic(null);
            setText(null);
            setTooltip(null);
            if (empty || profile == null) {
                return;
            }
            if (profile.failure() == null) {
                setText(ProfileWords.state(profile));
            } else {
                label.show(ProfileWords.look(profile), ProfileWords.state(profile));
                setGraphic(label);
                setTooltip(new Tooltip(profile.failure()));
            }
        }
    }
}
