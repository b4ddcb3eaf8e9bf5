package dev.opsdeck.console.settings;

import dev.opsdeck.console.connection.Connection;
import dev.opsdeck.console.connection.Servers;
import dev.opsdeck.console.live.FirstTile;
import dev.opsdeck.console.store.DesktopSettings;
import dev.opsdeck.console.store.Folders;
import dev.opsdeck.console.store.Settings;
import dev.opsdeck.console.task.OwnCost;
import dev.opsdeck.console.ui.Formats;
import dev.opsdeck.console.ui.Theme;
import java.time.Duration;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/// What the Settings page shows and changes. JavaFX thread only.
final class SettingsViewModel {

    private static final String NOT_YET = "not measured yet";

    private final Servers servers;
    private final Settings settings;
    private final Folders folders;
    private final Consumer<Theme.Choice> applyTheme;

    private final ReadOnlyStringWrapper cpu = new ReadOnlyStringWrapper(this, "cpu", NOT_YET);
    private final ReadOnlyStringWrapper heap = new ReadOnlyStringWrapper(this, "heap", NOT_YET);
    private final ReadOnlyStringWrapper resident = new ReadOnlyStringWrapper(this, "resident", NOT_YET);
    private final ReadOnlyStringWrapper start = new ReadOnlyStringWrapper(this, "start", NOT_YET);

    /// @param applyTheme changes how the windows look
    SettingsViewModel(
            Servers servers,
            Settings settings,
            Folders folders,
            OwnCost cost,
            FirstTile firstTile,
            Consumer<Theme.Choice> applyTheme) {
        this.servers = servers;
        this.settings = settings;
        this.folders = folders;
        this.applyTheme = applyTheme;
        cost.reading().subscribe(this::show);
        firstTile.taken().subscribe(this::show);
    }

    ObservableList<Connection> servers() {
        return servers.list();
    }

    /// What was chosen last; as the system at first.
    Theme.Choice theme() {
        return Theme.Choice.named(settings.get().theme());
    }

    void choose(Theme.Choice choice) {
        applyTheme.accept(choice);
        settings.update(now -> now.withTheme(choice.name()));
    }

    /// Which messages the desktop gets.
    DesktopSettings messages() {
        return settings.get().messages();
    }

    void change(DesktopSettings messages) {
        settings.update(now -> now.withDesktop(messages));
    }

    String dataFolder() {
        return folders.data().toString();
    }

    String settingsFile() {
        return folders.settings().toString();
    }

    /// Share of one core.
    ReadOnlyStringProperty cpu() {
        return cpu.getReadOnlyProperty();
    }

    ReadOnlyStringProperty heap() {
        return heap.getReadOnlyProperty();
    }

    ReadOnlyStringProperty resident() {
        return resident.getReadOnlyProperty();
    }

    /// From the start of the JVM to the first live tile.
    ReadOnlyStringProperty start() {
        return start.getReadOnlyProperty();
    }

    /// The product's version and what it runs on.
    static String version() {
        String version = SettingsViewModel.class.getPackage().getImplementationVersion();
        return (version == null ? "built from source" : version) + " · Java "
                + Runtime.version().feature() + " · JavaFX " + System.getProperty("javafx.runtime.version", "");
    }

    private void show(OwnCost.Reading now) {
        if (now.heapMaxBytes() == 0) {
            return;
        }
        cpu.set(Formats.percent(now.cpuShare()).text() + " of one core, over the last 2 s");
        heap.set(Formats.bytes((double) now.heapUsedBytes()).text() + " of "
                + Formats.bytes((double) now.heapMaxBytes()).trimmed().text());
        resident.set(
                now.residentBytes() < 0
                        ? "not told by this system"
                        : Formats.bytes((double) now.residentBytes()).text() + ", the embedded backend included");
    }

    private void show(@Nullable Duration taken) {
        if (taken != null) {
            start.set(Formats.millis((double) taken.toMillis()).text()
                    + " from the start of the JVM to the first live tile");
        }
    }
}
