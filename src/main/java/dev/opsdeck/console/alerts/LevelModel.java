package dev.opsdeck.console.alerts;

import dev.opsdeck.api.alerts.AlertRule.Level;
import dev.opsdeck.console.alerts.RuleForm.LevelForm;
import java.math.BigDecimal;
import java.math.MathContext;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.jspecify.annotations.Nullable;

/// One level of the rule in the editor, as it is typed. FX thread.
final class LevelModel {

    private static final MathContext TWO_DIGITS = new MathContext(2);

    private final BooleanProperty on = new SimpleBooleanProperty(this, "on");
    private final StringProperty threshold = new SimpleStringProperty(this, "threshold", "");
    private final StringProperty recovery = new SimpleStringProperty(this, "recovery", "");
    private final StringProperty hold = new SimpleStringProperty(this, "hold", "");

    BooleanProperty on() {
        return on;
    }

    /// In the rule's unit.
    StringProperty threshold() {
        return threshold;
    }

    /// Empty for the threshold.
    StringProperty recovery() {
        return recovery;
    }

    /// Such as `5m`.
    StringProperty hold() {
        return hold;
    }

    LevelForm form() {
        return new LevelForm(on.get(), threshold.get(), recovery.get(), hold.get());
    }

    /// @param level null for none; what it would be then is left as it was
    void show(@Nullable Level level) {
        on.set(level != null);
        threshold.set(level == null ? "" : plain(level.threshold()));
        recovery.set(level == null || level.recovery().equals(level.threshold()) ? "" : plain(level.recovery()));
        hold.set(level == null ? "5m" : level.hold().toString());
    }

    /// As a number of two digits, for a slider.
    void slideTo(double value) {
        threshold.set(plain(new BigDecimal(value).round(TWO_DIGITS).doubleValue()));
    }

    private static String plain(double value) {
        return BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
    }
}
