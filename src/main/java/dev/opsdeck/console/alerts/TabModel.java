package dev.opsdeck.console.alerts;

import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/// Which part of the page is shown. FX thread.
final class TabModel {

    /// The parts, in the order of the bar.
    enum Tab {
        FIRING("Firing"),
        HISTORY("History"),
        SILENCES("Silences"),
        RULES("Rules"),
        CHANNELS("Channels");

        private final String title;

        Tab(String title) {
            this.title = title;
        }

        String title() {
            return title;
        }
    }

    private final ReadOnlyObjectWrapper<Tab> current = new ReadOnlyObjectWrapper<>(this, "current", Tab.FIRING);

    ReadOnlyObjectProperty<Tab> current() {
        return current.getReadOnlyProperty();
    }

    void show(Tab tab) {
        current.set(tab);
    }
}
