package dev.opsdeck.console.live;

import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;

/// The stretch of time that the top bar has selected. JavaFX thread only; written by the shell, read by pages.
public final class SelectedRange {

    private final ObjectProperty<TimeRange> range = new SimpleObjectProperty<>(this, "range", TimeRange.DAY);

    public ObjectProperty<TimeRange> range() {
        return range;
    }

    public TimeRange get() {
        return range.get();
    }
}
