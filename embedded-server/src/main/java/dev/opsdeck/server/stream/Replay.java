package dev.opsdeck.server.stream;

import dev.opsdeck.api.live.LiveEvent.Sampled;
import java.time.Duration;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The events of the last minutes, for subscribers that come back. Guarded by the feed's lock.
final class Replay {

    /// A little more than the five minutes that are promised.
    static final long KEPT_NANOS = Duration.ofMinutes(6).toNanos();

    /// Some ten times of what six minutes bring; a bound for the memory only.
    static final int MAX = 10_000;

    private final TreeMap<Long, Numbered> events = new TreeMap<>();
    private final java.util.HashMap<Object, Long> progress = new java.util.HashMap<>();

    void add(Numbered event) {
        // Of a run's progress only the latest is of use later; samples are all kept, they fill the charts.
        Object topic = event.event() instanceof Sampled ? null : event.topic();
        Object superseded = topic == null ? event.ended() : topic;
        if (superseded != null) {
            Long earlier = progress.remove(superseded);
            if (earlier != null) {
                events.remove(earlier);
            }
        }
        if (topic != null) {
            progress.put(topic, event.id());
        }
        events.put(event.id(), event);
        while (events.size() > MAX || event.atNanos() - oldest().atNanos() > KEPT_NANOS) {
            Numbered gone = oldest();
            events.remove(gone.id());
            progress.values().remove(gone.id());
        }
    }

    private Numbered oldest() {
        return events.firstEntry().getValue();
    }

    /// Everything after that number, oldest first.
    List<Numbered> after(long id) {
        return List.copyOf(events.tailMap(id, false).values());
    }

    /// The latest sample, if there was one.
    @Nullable
    Numbered latestSample() {
        return events.descendingMap().values().stream()
                .filter(event -> event.event() instanceof Sampled)
                .findFirst()
                .orElse(null);
    }
}
