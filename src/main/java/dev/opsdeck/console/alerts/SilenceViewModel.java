package dev.opsdeck.console.alerts;

import dev.opsdeck.api.alerts.Alert;
import dev.opsdeck.api.alerts.Recurrence;
import dev.opsdeck.api.alerts.Severity;
import dev.opsdeck.api.alerts.Silence;
import dev.opsdeck.console.alerts.SilenceForm.Field;
import dev.opsdeck.console.alerts.SilenceForm.Result;
import dev.opsdeck.console.connection.Failure;
import dev.opsdeck.console.live.Asking;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
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
import javafx.collections.ObservableSet;
import org.jspecify.annotations.Nullable;

/// The dialog of a new silence. What was typed stays until the server has taken it. FX thread.
final class SilenceViewModel {

    private final Asking<AlertServer> asking;
    private final InstantSource clock;
    private final ZoneId zone;
    private final Consumer<Silence> made;
    private final ObservableList<String> rules = FXCollections.observableArrayList("");
    private final StringProperty rule = new SimpleStringProperty(this, "rule", "");
    private final StringProperty server = new SimpleStringProperty(this, "server", "");
    private final ObjectProperty<@Nullable Severity> severity = new SimpleObjectProperty<>(this, "severity");
    private final StringProperty length = new SimpleStringProperty(this, "length", "4h");
    private final BooleanProperty weekly = new SimpleBooleanProperty(this, "weekly");
    private final ObservableSet<Recurrence.Day> days = FXCollections.observableSet(EnumSet.allOf(Recurrence.Day.class));
    private final StringProperty start = new SimpleStringProperty(this, "start", "22:00");
    private final StringProperty end = new SimpleStringProperty(this, "end", "06:00");
    private final StringProperty reason = new SimpleStringProperty(this, "reason", "");
    private final ObservableMap<Field, String> faults = FXCollections.observableHashMap();
    private final ReadOnlyStringWrapper notice = new ReadOnlyStringWrapper(this, "notice", "");

    /// @param zone of weekly hours
    /// @param made told the silence that the server has taken
    SilenceViewModel(Asking<AlertServer> asking, InstantSource clock, ZoneId zone, Consumer<Silence> made) {
        this.asking = asking;
        this.clock = clock;
        this.zone = zone;
        this.made = made;
        for (StringProperty field : List.of(length, start, end, reason)) {
            field.subscribe((before, now) -> faults.clear());
        }
    }

    /// For one alert and those like it, or for whatever is chosen then.
    void opened(@Nullable Alert alert) {
        rule.set(alert == null ? "" : alert.rule());
        server.set(alert == null ? "" : alert.server());
        severity.set(null);
        reason.set("");
        faults.clear();
        notice.set("");
        asking.ask(
                "Reading the rules",
                AlertServer::rules,
                answer -> {
                    String chosen = rule.get();
                    rules.setAll("");
                    answer.rules().rules().forEach(known -> rules.add(known.name()));
                    rule.set(chosen);
                },
                failure -> notice.set(failure.text()));
    }

    /// Names of rules to choose from; empty text for any.
    ObservableList<String> rules() {
        return rules;
    }

    StringProperty rule() {
        return rule;
    }

    StringProperty server() {
        return server;
    }

    ObjectProperty<@Nullable Severity> severity() {
        return severity;
    }

    /// Such as `4h`.
    StringProperty length() {
        return length;
    }

    BooleanProperty weekly() {
        return weekly;
    }

    ObservableSet<Recurrence.Day> days() {
        return days;
    }

    StringProperty start() {
        return start;
    }

    StringProperty end() {
        return end;
    }

    StringProperty reason() {
        return reason;
    }

    /// Of which zone the hours are, as a person calls it.
    String zone() {
        return zone.equals(ZoneOffset.UTC) ? "UTC" : zone.getId();
    }

    ObservableMap<Field, String> faults() {
        return faults;
    }

    /// Why the server did not take it; empty when it did.
    ReadOnlyStringProperty notice() {
        return notice.getReadOnlyProperty();
    }

    void save() {
        SilenceForm form = new SilenceForm(
                rule.get(),
                server.get().strip(),
                severity.get(),
                length.get(),
                weekly.get(),
                days,
                start.get(),
                end.get(),
                zone.getId(),
                reason.get());
        faults.clear();
        notice.set("");
        switch (form.read(clock.instant())) {
            case Result.Faults wrong -> faults.putAll(wrong.sentences());
            case Result.Order order -> asking.ask("Silencing", to -> to.silence(order.draft()), made, this::refused);
        }
    }

    private void refused(Failure failure) {
        String field =
                failure instanceof Failure.Rejected refused ? refused.problem().field() : null;
        Field at = field == null ? Field.OTHER : SilenceForm.field(field);
        if (at == Field.OTHER) {
            notice.set(failure.text());
        } else {
            faults.putAll(Map.of(at, failure.text()));
        }
    }
}
