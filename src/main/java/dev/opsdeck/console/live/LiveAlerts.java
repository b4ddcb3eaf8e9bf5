package dev.opsdeck.console.live;

import dev.opsdeck.api.alerts.Alert;
import dev.opsdeck.api.alerts.AlertState;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/// The alerts of one server as they come in. JavaFX thread only. Its lists are replaced as a whole, and only when
/// something has changed.
public final class LiveAlerts {

    private static final int MOST = 1_000;

    /// The worst first; among equals the oldest, which hurts longest.
    private static final Comparator<Alert> WORST_FIRST = Comparator.comparing(
                    (Alert alert) -> alert.state() != AlertState.FIRING)
            .thenComparing(Alert::severity, Comparator.reverseOrder())
            .thenComparing(LiveAlerts::since)
            .thenComparing(Alert::id);

    private static final Comparator<Alert> NEWEST_FIRST =
            Comparator.comparing(LiveAlerts::since).thenComparing(Alert::id).reversed();

    private final Map<String, Alert> known = new HashMap<>();
    private final ReadOnlyObjectWrapper<List<Alert>> all = new ReadOnlyObjectWrapper<>(this, "all", List.of());
    private final ReadOnlyObjectWrapper<List<Alert>> open = new ReadOnlyObjectWrapper<>(this, "open", List.of());

    /// That have ever fired, newest first.
    public ReadOnlyObjectProperty<List<Alert>> all() {
        return all.getReadOnlyProperty();
    }

    /// That fire, the worst first, then those that are pending.
    public ReadOnlyObjectProperty<List<Alert>> open() {
        return open.getReadOnlyProperty();
    }

    /// When it began to fire or, before that, when its condition began to hold.
    public static Instant since(Alert alert) {
        return alert.firingSince() == null ? alert.pendingSince() : alert.firingSince();
    }

    /// Takes over an answer that is newer than the next event.
    public void put(Alert alert) {
        if (!alert.equals(known.put(alert.id(), alert))) {
            sort();
        }
    }

    void apply(Batch batch) {
        List<Alert> past = batch.past();
        if (past == null && batch.alerts().isEmpty()) {
            return;
        }
        Map<String, Alert> before = Map.copyOf(known);
        if (past != null) {
            known.clear();
            past.forEach(this::keep);
        }
        batch.alerts().forEach(this::keep);
        if (!known.equals(before)) {
            sort();
        }
    }

    void show(LiveAlerts other) {
        known.clear();
        known.putAll(other.known);
        sort();
    }

    /// What ended while it was pending is nobody's news.
    private void keep(Alert alert) {
        if (alert.state() == AlertState.RESOLVED && alert.firingSince() == null) {
            known.remove(alert.id());
        } else {
            known.put(alert.id(), alert);
        }
    }

    private void sort() {
        List<Alert> fired = known.values().stream()
                .filter(alert -> alert.firingSince() != null)
                .sorted(NEWEST_FIRST)
                .toList();
        fired.stream()
                .skip(MOST)
                .filter(alert -> alert.state() == AlertState.RESOLVED)
                .forEach(old -> known.remove(old.id()));
        List<Alert> last = List.copyOf(fired.subList(0, Math.min(MOST, fired.size())));
        List<Alert> openNow = known.values().stream()
                .filter(alert -> alert.state() != AlertState.RESOLVED)
                .sorted(WORST_FIRST)
                .toList();
        set(all, last);
        set(open, openNow);
    }

    private static void set(ReadOnlyObjectWrapper<List<Alert>> list, List<Alert> now) {
        if (!Objects.equals(list.get(), now)) {
            list.set(now);
        }
    }
}
