package dev.opsdeck.console.alerts;

import dev.opsdeck.api.alerts.Alert;
import dev.opsdeck.api.alerts.AlertDetail;
import dev.opsdeck.api.alerts.AlertRecording;
import dev.opsdeck.api.alerts.AlertState;
import dev.opsdeck.api.alerts.AlertTransition;
import dev.opsdeck.api.alerts.Notification;
import dev.opsdeck.console.connection.ApiFailure;
import dev.opsdeck.console.connection.Failure;
import dev.opsdeck.console.live.Asking;
import dev.opsdeck.console.ui.AlertWords;
import dev.opsdeck.console.ui.Detail;
import dev.opsdeck.console.ui.Detail.Line;
import dev.opsdeck.console.ui.Formats;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;

/// One alert in detail: what is known of it, its steps, and what was sent about it. Read when it is opened. FX
/// thread.
final class StepsViewModel {

    private static final int NOTIFICATIONS = 200;

    private final Function<Alert, Asking<AlertServer>> asks;
    private final Formats formats;
    private final InstantSource clock;
    private final ReadOnlyObjectWrapper<@Nullable Detail> shown = new ReadOnlyObjectWrapper<>(this, "shown");
    private @Nullable Alert open;
    private @Nullable AlertRecording recording;

    StepsViewModel(Asking<AlertServer> asking, Formats formats, InstantSource clock) {
        this(asking, alert -> asking, formats, clock);
    }

    /// @param asks who knows of an alert
    StepsViewModel(
            Asking<AlertServer> asking,
            Function<Alert, Asking<AlertServer>> asks,
            Formats formats,
            InstantSource clock) {
        this.asks = asks;
        this.formats = formats;
        this.clock = clock;
        asking.turns().subscribe((before, now) -> close());
    }

    /// Null while none is open.
    ReadOnlyObjectProperty<@Nullable Detail> shown() {
        return shown.getReadOnlyProperty();
    }

    /// The address that helps with the open one; empty for none.
    String link() {
        Alert alert = open;
        return alert == null || alert.link() == null ? "" : alert.link();
    }

    /// The number of the profile that holds the minutes before the open one; 0 for none.
    long profile() {
        AlertRecording known = recording;
        return known == null || known.profile() == null ? 0 : known.profile();
    }

    /// What was read of it.
    private record Read(AlertDetail detail, List<Notification> notifications) {}

    /// Shows what is known at once, and the rest as soon as it has been read.
    void open(Alert alert) {
        Alert before = open;
        if (alert.equals(before)) {
            return;
        }
        open = alert;
        recording = before != null && before.id().equals(alert.id()) ? recording : null;
        if (before == null || !before.id().equals(alert.id())) {
            shown.set(detail(alert, List.of(), List.of()));
        }
        asks.apply(alert)
                .read(
                        "Reading the alert",
                        server -> read(server, alert.id()),
                        read -> {
                            Alert now = open;
                            if (now != null && now.id().equals(alert.id())) {
                                recording = read.detail().recording();
                                shown.set(detail(
                                        read.detail().alert(), read.detail().transitions(), read.notifications()));
                            }
                        },
                        () -> {});
    }

    void close() {
        open = null;
        recording = null;
        shown.set(null);
    }

    private static Read read(AlertServer server, String id) {
        AlertDetail detail = server.alert(id);
        if (detail.alert().notifications() == 0) {
            return new Read(detail, List.of());
        }
        try {
            return new Read(
                    detail,
                    server.notifications(NOTIFICATIONS).stream()
                            .filter(sent -> sent.alertIds().contains(id))
                            .toList());
        } catch (ApiFailure e) {
            if (e.failure() instanceof Failure.Rejected) {
                // A viewer may not read what was sent: the alert itself is shown all the same.
                return new Read(detail, List.of());
            }
            throw e;
        }
    }

    private Detail detail(Alert alert, List<AlertTransition> steps, List<Notification> sent) {
        List<Line> lines = new ArrayList<>();
        lines.add(new Line(
                "On",
                AlertWords.server(alert.server()) + ", " + RuleWords.title(alert.metric()) + ", "
                        + (alert.state() == AlertState.RESOLVED ? "lasted " : "for ")
                        + AlertWords.lasted(alert, clock.instant())));
        lines.add(new Line("Value", AlertWords.against(alert)));
        String handled = AlertWords.handled(alert, clock.instant(), formats);
        if (!handled.isEmpty()) {
            lines.add(new Line("Handled", handled + (alert.note() == null ? "" : ": " + alert.note())));
        }
        if (alert.gap()) {
            lines.add(new Line("Found", "afterwards, in seconds stored while nobody evaluated"));
        }
        if (recording != null && recording.remark() != null) {
            lines.add(new Line("Recording", recording.remark()));
        }
        steps.forEach(step -> lines.add(new Line("Step", step(step, alert))));
        sent.forEach(one -> lines.add(new Line("Sent", sent(one))));
        if (alert.link() != null) {
            lines.add(new Line("Help", alert.link()));
        }
        return new Detail(alert.text(), lines);
    }

    private String step(AlertTransition step, Alert alert) {
        String words = AlertWords.yesOrNo(alert.metric(), alert.threshold(), step.value());
        return formats.clockSeconds(step.at()) + "  " + step.to().name().toLowerCase(Locale.ROOT)
                + (words != null
                        ? ": " + words
                        : step.value() == null ? "" : " at " + AlertWords.value(step.value(), alert.unit()));
    }

    private String sent(Notification one) {
        String what = one.channel() + ", " + one.event().name().toLowerCase(Locale.ROOT);
        return switch (one.state()) {
            case SENT -> formats.clockSeconds(one.sentAt() == null ? one.createdAt() : one.sentAt()) + "  " + what;
            case WAITING ->
                formats.clockSeconds(one.createdAt()) + "  " + what + ", waiting"
                        + (one.error() == null ? "" : ": " + one.error());
            case FAILED ->
                formats.clockSeconds(one.createdAt()) + "  " + what + ", failed"
                        + (one.error() == null ? "" : ": " + one.error());
        };
    }
}
