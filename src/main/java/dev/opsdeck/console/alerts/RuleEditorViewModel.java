package dev.opsdeck.console.alerts;

import dev.opsdeck.api.alerts.AlertRule;
import dev.opsdeck.api.alerts.AlertRule.Level;
import dev.opsdeck.api.alerts.Comparison;
import dev.opsdeck.api.alerts.NoData;
import dev.opsdeck.api.alerts.RuleMetric;
import dev.opsdeck.api.alerts.Severity;
import dev.opsdeck.console.alerts.RuleForm.Field;
import dev.opsdeck.console.alerts.RuleForm.Result;
import dev.opsdeck.console.connection.Failure;
import java.util.List;
import java.util.Map;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.collections.ObservableMap;
import org.jspecify.annotations.Nullable;

/// The rule in the editor: what is typed, what is wrong with it, what it would have done. What was typed stays until
/// the server has taken it. FX thread.
final class RuleEditorViewModel {

    private final ForecastViewModel forecast;
    private final StringProperty name = new SimpleStringProperty(this, "name", "");
    private final ObjectProperty<RuleMetric> metric = new SimpleObjectProperty<>(this, "metric", RuleMetric.P95);
    private final ObjectProperty<Comparison> comparison =
            new SimpleObjectProperty<>(this, "comparison", Comparison.ABOVE);
    private final StringProperty unit = new SimpleStringProperty(this, "unit", "ms");
    private final ObservableList<String> units = FXCollections.observableArrayList(RuleMetric.P95.units());
    private final LevelModel warning = new LevelModel();
    private final LevelModel critical = new LevelModel();
    private final StringProperty window = new SimpleStringProperty(this, "window", "1m");
    private final StringProperty keep = new SimpleStringProperty(this, "keep", "0s");
    private final ObjectProperty<NoData> noData = new SimpleObjectProperty<>(this, "noData", NoData.OK);
    private final StringProperty text = new SimpleStringProperty(this, "text", "");
    private final StringProperty link = new SimpleStringProperty(this, "link", "");
    private final BooleanProperty enabled = new SimpleBooleanProperty(this, "enabled", true);
    private final ObservableMap<Field, String> faults = FXCollections.observableHashMap();
    private final ReadOnlyStringWrapper notice = new ReadOnlyStringWrapper(this, "notice", "");
    private @Nullable AlertRule before;
    private @Nullable RuleForm opened;
    private boolean filling;

    RuleEditorViewModel(ForecastViewModel forecast) {
        this.forecast = forecast;
        metric.subscribe((was, now) -> offerUnits(now));
        List.of(
                        name,
                        metric,
                        comparison,
                        unit,
                        warning.on(),
                        warning.threshold(),
                        warning.recovery(),
                        warning.hold(),
                        critical.on(),
                        critical.threshold(),
                        critical.recovery(),
                        critical.hold(),
                        window,
                        keep,
                        noData,
                        text,
                        link,
                        enabled)
                .forEach(field -> field.subscribe((Runnable) this::typed));
    }

    /// @param rule the one to change; null for a new one
    void open(@Nullable AlertRule rule) {
        before = rule;
        filling = true;
        name.set(rule == null ? "" : rule.name());
        metric.set(rule == null ? RuleMetric.P95 : RuleMetric.of(rule.metric()).orElse(RuleMetric.P95));
        unit.set(rule == null ? metric.get().units().getFirst() : rule.unit());
        comparison.set(rule == null ? Comparison.ABOVE : rule.comparison());
        warning.show(level(rule, Severity.WARNING));
        critical.show(level(rule, Severity.CRITICAL));
        if (rule == null) {
            warning.on().set(true);
            warning.threshold().set("500");
        }
        window.set(rule == null ? "1m" : rule.window().toString());
        keep.set(rule == null ? "0s" : rule.keepFiringFor().toString());
        noData.set(rule == null ? NoData.OK : rule.noData());
        text.set(rule == null ? "" : rule.text());
        link.set(rule == null || rule.link() == null ? "" : rule.link());
        enabled.set(rule == null || rule.enabled());
        filling = false;
        opened = form();
        notice.set("");
        forecast.begin();
        typed();
    }

    void close() {
        forecast.rest("");
    }

    /// Name of the rule that is changed; null for a new one.
    @Nullable
    String original() {
        return before == null ? null : before.name();
    }

    /// Whether something was typed since it was opened.
    boolean changed() {
        return !form().equals(opened);
    }

    ForecastViewModel forecast() {
        return forecast;
    }

    StringProperty name() {
        return name;
    }

    ObjectProperty<RuleMetric> metric() {
        return metric;
    }

    ObjectProperty<Comparison> comparison() {
        return comparison;
    }

    StringProperty unit() {
        return unit;
    }

    /// Those of the metric.
    ObservableList<String> units() {
        return units;
    }

    LevelModel warning() {
        return warning;
    }

    LevelModel critical() {
        return critical;
    }

    StringProperty window() {
        return window;
    }

    StringProperty keep() {
        return keep;
    }

    ObjectProperty<NoData> noData() {
        return noData;
    }

    StringProperty text() {
        return text;
    }

    StringProperty link() {
        return link;
    }

    BooleanProperty enabled() {
        return enabled;
    }

    ObservableMap<Field, String> faults() {
        return faults;
    }

    /// Why the server did not take it; empty when it did.
    ReadOnlyStringProperty notice() {
        return notice.getReadOnlyProperty();
    }

    /// What is typed, as a rule; null, with a sentence at each field, when it is none.
    @Nullable
    AlertRule rule() {
        return switch (form().read()) {
            case Result.Rule good -> good.rule();
            case Result.Faults wrong -> {
                show(wrong.sentences());
                yield null;
            }
        };
    }

    /// The server did not take it.
    void refused(Failure failure) {
        String path = failure instanceof Failure.Rejected rejected
                ? rejected.problem().field()
                : null;
        Field field = path == null ? Field.OTHER : form().field(path);
        if (field == Field.OTHER) {
            notice.set(failure.text());
        } else {
            show(Map.of(field, failure.text()));
        }
    }

    void say(String sentence) {
        notice.set(sentence);
    }

    private void typed() {
        if (filling) {
            return;
        }
        notice.set("");
        switch (form(name.get().isBlank() ? "rule" : name.get()).read()) {
            case Result.Rule good -> {
                show(Map.of());
                forecast.of(good.rule());
            }
            case Result.Faults wrong -> {
                show(wrong.sentences());
                forecast.rest("This is no rule yet: what is wrong stands below.");
            }
        }
    }

    private RuleForm form() {
        return form(name.get());
    }

    /// @param called a rule without a name can be tried, too
    private RuleForm form(String called) {
        return new RuleForm(
                called,
                metric.get(),
                comparison.get(),
                unit.get() == null ? "" : unit.get(),
                warning.form(),
                critical.form(),
                window.get(),
                keep.get(),
                noData.get(),
                text.get(),
                link.get(),
                enabled.get());
    }

    private void show(Map<Field, String> sentences) {
        faults.keySet().retainAll(sentences.keySet());
        faults.putAll(sentences);
    }

    private void offerUnits(RuleMetric now) {
        boolean were = filling;
        filling = true;
        String chosen = unit.get();
        units.setAll(now.units());
        unit.set(now.units().contains(chosen) ? chosen : now.units().getFirst());
        filling = were;
        typed();
    }

    private static @Nullable Level level(@Nullable AlertRule rule, Severity severity) {
        return rule == null
                ? null
                : rule.levels().stream()
                        .filter(level -> level.severity() == severity)
                        .findFirst()
                        .orElse(null);
    }
}
