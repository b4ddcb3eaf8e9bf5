package dev.opsdeck.server.analytics;

import dev.opsdeck.api.analytics.AnalyticsEvent;
import dev.opsdeck.api.analytics.EventsAccepted;
import dev.opsdeck.server.db.Database;
import dev.opsdeck.server.http.Json;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/// Takes batches of events. What is taken is in the day figures when the call returns; the analytics caches keep what
/// they have until their time is over, as a figure of the last minutes is worth less than one query for all of them.
/// Thread-safe.
///
/// **Idempotency.** The ids of counted events are kept for [#REMEMBERED]. An event may be [#OLDEST] old, which is less:
/// so an event with a time of its own is never counted twice, however late it is sent again.
public final class EventIntake {

    /// How old an event may be.
    static final Duration OLDEST = Duration.ofDays(30);

    /// How far a sender's clock may be ahead.
    static final Duration AHEAD = Duration.ofMinutes(5);

    /// How long ids are kept after they came.
    static final Duration REMEMBERED = OLDEST.plusDays(1);

    private static final Duration BETWEEN_TRIMS = Duration.ofHours(1);
    private static final int SHOWN_REFUSALS = 100;

    private final EventReader reader;
    private final EventRepository repository;
    private final LongConsumer videosGenerated;
    private final LongConsumer publicationsCreated;
    private final InstantSource clock;

    /// Batches of this process wait here for each other, without a connection of the pool in their hands.
    private final ReentrantLock oneByOne = new ReentrantLock(true);

    private final AtomicReference<Instant> nextTrim = new AtomicReference<>(Instant.EPOCH);

    /// @param videosGenerated     told how many such events were counted
    /// @param publicationsCreated likewise
    public EventIntake(
            Database database,
            Json json,
            LongConsumer videosGenerated,
            LongConsumer publicationsCreated,
            InstantSource clock) {
        this.reader = new EventReader(json);
        this.repository = new EventRepository(database);
        this.videosGenerated = videosGenerated;
        this.publicationsCreated = publicationsCreated;
        this.clock = clock;
    }

    /// Reads the body to its end, then counts. Nothing is counted of a body that cannot be read to its end.
    ///
    /// @param lines whether the sender calls it NDJSON
    EventsAccepted take(InputStream body, boolean lines) throws IOException {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        Batch batch = new Batch(now);
        reader.read(body, lines, batch);
        EventRepository.Counted counted;
        oneByOne.lock();
        try {
            counted = repository.count(batch.events, now);
            trim(now);
        } finally {
            oneByOne.unlock();
        }
        counted.unknownProducts().forEach(batch::unknownProduct);
        videosGenerated.accept(counted.tally().all().videos);
        publicationsCreated.accept(counted.tally().all().publications);
        return new EventsAccepted(counted.taken(), counted.repeated(), batch.refused, batch.shown());
    }

    private void trim(Instant now) {
        Instant next = nextTrim.get();
        if (!now.isBefore(next) && nextTrim.compareAndSet(next, now.plus(BETWEEN_TRIMS))) {
            repository.forget(now.minus(REMEMBERED));
        }
    }

    /// A batch while it is read.
    private static final class Batch implements EventReader.Batch {

        private final Instant now;
        private final List<AnalyticsEvent> events = new ArrayList<>();
        private final List<Integer> places = new ArrayList<>();
        private final List<EventsAccepted.Refusal> refusals = new ArrayList<>();
        private int refused;

        Batch(Instant now) {
            this.now = now;
        }

        @Override
        public void event(int index, AnalyticsEvent event) {
            Instant at = event.at();
            if (at != null && at.isAfter(now.plus(AHEAD))) {
                refuse(index, event.id(), "'at' lies in the future: check the sender's clock.");
            } else if (at != null && at.isBefore(now.minus(OLDEST))) {
                refuse(
                        index,
                        event.id(),
                        "'at' is more than " + OLDEST.toDays() + " days ago: such events are closed.");
            } else {
                events.add(event);
                places.add(index);
            }
        }

        @Override
        public void refused(int index, String reason) {
            refuse(index, null, reason);
        }

        void unknownProduct(int place) {
            AnalyticsEvent event = events.get(place);
            refuse(places.get(place), event.id(), "There is no product " + event.productId() + ".");
        }

        private void refuse(int index, @Nullable String id, String reason) {
            refused++;
            // Those of unknown products come last but may stand first in the batch, so a few more are kept than shown.
            if (refusals.size() < 2 * SHOWN_REFUSALS) {
                refusals.add(new EventsAccepted.Refusal(index, id, reason));
            }
        }

        List<EventsAccepted.Refusal> shown() {
            return refusals.stream()
                    .sorted(Comparator.comparingInt(EventsAccepted.Refusal::index))
                    .limit(SHOWN_REFUSALS)
                    .toList();
        }
    }
}
