package dev.opsdeck.console.requests;

import dev.opsdeck.api.requests.RequestLogSettings;
import dev.opsdeck.console.live.Asking;
import dev.opsdeck.console.ui.Formats;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.jspecify.annotations.Nullable;

/// From which duration on requests are slow, and the form that changes it. JavaFX thread only.
final class Threshold {

    private static final int MAX = 600_000;

    private final Asking<RequestServer> asking;
    private final ReadOnlyStringWrapper sentence = new ReadOnlyStringWrapper(this, "sentence", "");
    private final ReadOnlyBooleanWrapper editing = new ReadOnlyBooleanWrapper(this, "editing");
    private final StringProperty text = new SimpleStringProperty(this, "text", "");
    private final ReadOnlyStringWrapper fault = new ReadOnlyStringWrapper(this, "fault", "");
    private @Nullable RequestLogSettings settings;

    Threshold(Asking<RequestServer> asking) {
        this.asking = asking;
        text.subscribe(typed -> fault.set(""));
    }

    /// `Slow from 1,000 ms on`; empty until it is known.
    ReadOnlyStringProperty sentence() {
        return sentence.getReadOnlyProperty();
    }

    ReadOnlyBooleanProperty editing() {
        return editing.getReadOnlyProperty();
    }

    /// What is typed, in milliseconds.
    StringProperty text() {
        return text;
    }

    /// Why what is typed cannot be; empty when it can.
    ReadOnlyStringProperty fault() {
        return fault.getReadOnlyProperty();
    }

    /// How long requests are kept, for sentences.
    String kept() {
        RequestLogSettings known = settings;
        return known == null ? "" : known.keptDays() == 1 ? "one day" : known.keptDays() + " days";
    }

    void show(@Nullable RequestLogSettings now) {
        settings = now;
        sentence.set(now == null ? "" : "Slow from " + Formats.count(now.slowMillis()) + " ms on");
        if (now == null) {
            cancel();
        }
    }

    void edit() {
        RequestLogSettings known = settings;
        if (known != null) {
            text.set(String.valueOf(known.slowMillis()));
            editing.set(true);
        }
    }

    void cancel() {
        editing.set(false);
    }

    /// Sets what is typed, when it is a threshold.
    ///
    /// @param saved what is slow is not what it was
    void save(Runnable saved) {
        Integer millis = typed();
        if (millis != null) {
            asking.read(
                    "Changing the threshold",
                    at -> at.changeThreshold(millis),
                    now -> {
                        cancel();
                        show(now);
                        saved.run();
                    },
                    () -> {});
        }
    }

    /// What is typed, when it is a threshold; else says why it is none.
    @Nullable
    Integer typed() {
        try {
            int millis = Integer.parseInt(text.get().strip().replace(",", ""));
            if (millis >= 1 && millis <= MAX) {
                return millis;
            }
        } catch (NumberFormatException notANumber) {
            // Said below.
        }
        fault.set("Enter milliseconds from 1 to 600,000.");
        return null;
    }
}
