package dev.opsdeck.server.analytics;

import dev.opsdeck.api.analytics.AnalyticsEvent;
import dev.opsdeck.api.analytics.EventsAccepted;
import dev.opsdeck.server.db.Database;
import dev.opsdeck.server.http.ApiException;
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
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/// Takes batches of events. What is taken is in the day figures when the call returns; the analytics caches keep what
/// they have until their time is over, as a figure of the last minutes is worth less than one query for all of them.
/// Thread-safe.
///
/// **What is atomic.** A batch is one transaction: when it is answered, all of it that can be counted is counted, and
/// when it is not answered (an error, a kill, a broken connection) either all of it is or nothing. Sending it again is
/// always right.
///
/// **Idempotency.** The ids of counted events are kept for a day longer than an event may be late, so an event with a
/// time of its own is never counted twice, however late it is sent again; one without is safe for these days. At ten
/// million events a day the ids are the largest table: 7 days of lateness keep eighty million of them.
public final class EventIntake {

    /// How far a sender's clock may be ahead.
    static final Duration AHEAD = Duration.ofMinutes(5);

    /// What a batch of 8 MiB takes, about, while it is counted.
    private static final long BATCH_BYTES = 30L << 20;

    private static final int MOST_BATCHES_AT_ONCE = 8;

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int SHOWN_REFUSALS = 100;

    private final EventReader reader;
    private final EventRepository repository;
    private final RetentionRepository retention;
    private final int lateDays;
    private final LongConsumer videosGenerated;
    private final LongConsumer publicationsCreated;
    private final InstantSource clock;

    private final Semaphore room =
            new Semaphore(batchesAtOnce(Runtime.getRuntime().maxMemory()), true);

    /// @param lateDays            how many days an event may be late
    /// @param videosGenerated     told how many such events were counted
    /// @param publicationsCreated likewise
    public EventIntake(
            Database database,
            Json json,
            int lateDays,
            LongConsumer videosGenerated,
            LongConsumer publicationsCreated,
            InstantSource clock) {
        this.reader = new EventReader(json);
        this.repository = new EventRepository(database);
        this.retention = new RetentionRepository(database);
        this.lateDays = lateDays;
        this.videosGenerated = videosGenerated;
        this.publicationsCreated = publicationsCreated;
        this.clock = clock;
    }

    /// Batches in memory at once: they take at most half of the heap.
    static int batchesAtOnce(long heapBytes) {
        return Math.clamp(heapBytes / 2 / BATCH_BYTES, 1, MOST_BATCHES_AT_ONCE);
    }

    /// Reads the body to its end, then counts. Nothing is counted of a body that cannot be read to its end.
    ///
    /// @param lines whether the sender calls it NDJSON
    /// @throws ApiException 503 if too many batches are under way
    EventsAccepted take(InputStream body, boolean lines) throws IOException {
        enter();
        try {
            Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
            Batch batch = new Batch(now, lateDays);
            reader.read(body, lines, batch);
            EventRepository.Counted counted = repository.count(batch.events, now);
            counted.unknownProducts().forEach(batch::unknownProduct);
            videosGenerated.accept(counted.tally().all().videos);
            publicationsCreated.accept(counted.tally().all().publications);
            return new EventsAccepted(counted.taken(), counted.repeated(), batch.refused, batch.shown());
        } finally {
            room.release();
        }
    }

    /// Forgets ids whose events would be refused now. Called in the background; ends after some thousand of them.
    ///
    /// @return how many
    public long forget() {
        return retention.forgetIds(clock.instant().minus(Duration.ofDays(lateDays + 1L)));
    }

    private void enter() {
        try {
            if (room.tryAcquire(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw ApiException.unavailable("Too many batches of events are under way: send this one again in a moment.");
    }

    /// A batch while it is read.
    private static final class Batch implements EventReader.Batch {

        private final Instant now;
        private final int lateDays;
        private final List<AnalyticsEvent> events = new ArrayList<>();
        private final List<Integer> places = new ArrayList<>();
        private final List<EventsAccepted.Refusal> refusals = new ArrayList<>();
        private int refused;

        Batch(Instant now, int lateDays) {
            this.now = now;
            this.lateDays = lateDays;
        }

        @Override
        public void event(int index, AnalyticsEvent event) {
            Instant at = event.at();
            if (at != null && at.isAfter(now.plus(AHEAD))) {
                refuse(index, event.id(), "'at' lies in the future: check the sender's clock.");
            } else if (at != null && at.isBefore(now.minus(Duration.ofDays(lateDays)))) {
                refuse(
                        index,
                        event.id(),
                        "'at' is more than " + lateDays + " days ago: the figures of that day are closed.");
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
