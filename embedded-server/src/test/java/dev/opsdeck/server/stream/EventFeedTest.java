package dev.opsdeck.server.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opsdeck.api.sync.SyncState;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Numbers, memory and subscribers of the feed.
final class EventFeedTest {

    private static final long START = 1_000;
    private static final long FIRST = START * 1_000 + 1;

    private final AtomicLong nanos = new AtomicLong();
    private final EventFeed feed = new EventFeed(data -> new byte[0], nanos::get, START);

    @Test
    void aNewSubscriberBeginsWithTheLatestSample() {
        feed.publish(Events.sample(1));
        feed.publish(Events.sample(2));
        feed.publish(Events.log("a line"));

        try (Subscription subscription = subscribe(null)) {
            assertThat(ids(subscription.missed())).containsExactly(FIRST + 1);
        }
    }

    @Test
    void aReturningSubscriberGetsEverythingOfFiveMinutes() {
        for (int second = 0; second < 1_000; second++) {
            nanos.addAndGet(Duration.ofSeconds(1).toNanos());
            feed.publish(Events.sample(second));
        }
        long fiveMinutesAgo = FIRST + 1_000 - 1 - 300;
        try (Subscription subscription = subscribe(fiveMinutesAgo)) {
            assertThat(ids(subscription.missed()))
                    .hasSize(300)
                    .startsWith(fiveMinutesAgo + 1)
                    .endsWith(FIRST + 999);
        }
        try (Subscription fromTheBeginning = subscribe(0L)) {
            assertThat(fromTheBeginning.missed()).hasSizeBetween(300, 370);
        }
    }

    @Test
    void ofTheProgressOfARunOnlyTheLatestIsRemembered() {
        feed.publish(Events.sync(1, SyncState.RUNNING, 10));
        feed.publish(Events.sync(1, SyncState.RUNNING, 20));
        feed.publish(Events.log("a line"));
        try (Subscription running = subscribe(0L)) {
            assertThat(ids(running.missed())).containsExactly(FIRST + 1, FIRST + 2);
        }
        feed.publish(Events.sync(1, SyncState.DONE, 30));
        try (Subscription done = subscribe(0L)) {
            assertThat(ids(done.missed())).containsExactly(FIRST + 2, FIRST + 3);
        }
    }

    @Test
    void nothingLiesBetweenWhatWasMissedAndWhatComes() throws Exception {
        feed.publish(Events.log("before"));
        try (Subscription subscription = subscribe(0L)) {
            feed.publish(Events.log("after"));
            assertThat(ids(subscription.missed())).containsExactly(FIRST);
            assertThat(Objects.requireNonNull(subscription.mailbox().take(0)).id())
                    .isEqualTo(FIRST + 1);
        }
    }

    @Test
    void numbersOfARestartedServerAreAboveThoseOfTheFormerOne() {
        feed.publish(Events.log("of the former process"));
        EventFeed restarted = new EventFeed(data -> new byte[0], nanos::get, START + 1);
        restarted.publish(Events.log("of the new one"));
        try (Subscription subscription = Objects.requireNonNull(restarted.subscribe(FIRST))) {
            assertThat(subscription.missed()).hasSize(1);
        }
    }

    @Test
    void thereIsABoundForSubscribersAndAClosedOneMakesRoom() {
        Subscription first = subscribe(null);
        for (int i = 1; i < EventFeed.MAX_SUBSCRIBERS; i++) {
            subscribe(null);
        }
        assertThat(feed.subscribe(null)).isNull();
        first.close();
        assertThat(feed.subscribe(null)).isNotNull();
    }

    @Test
    void aSubscriberThatIsStuckInAWriteIsCutOffAndNobodyWaitsForIt() throws Exception {
        CountDownLatch writing = new CountDownLatch(1);
        CountDownLatch cutOff = new CountDownLatch(1);
        try (Subscription stuck = subscribe(null)) {
            Thread thread = Thread.startVirtualThread(() -> stuck.write(() -> {
                writing.countDown();
                try {
                    new CountDownLatch(1).await();
                } catch (InterruptedException interrupted) {
                    cutOff.countDown();
                }
            }));
            writing.await();
            feed.publish(Events.sample(1));
            assertThat(cutOff.getCount()).isEqualTo(1);

            nanos.addAndGet(Subscription.WRITE_LIMIT_NANOS + 1);
            feed.publish(Events.sample(2));

            assertThat(cutOff.await(20, TimeUnit.SECONDS)).isTrue();
            assertThat(thread.join(Duration.ofSeconds(20))).isTrue();
            assertThat(stuck.mailbox().take(0)).isNotNull();
        }
        assertThat(feed.subscribers()).isZero();
    }

    @Test
    void closingEndsEverySubscriptionAndLetsNobodyIn() throws Exception {
        Subscription subscription = subscribe(null);
        feed.close();
        assertThat(subscription.mailbox().take(Duration.ofSeconds(20).toNanos()))
                .isNull();
        assertThat(subscription.mailbox().closed()).isTrue();
        assertThat(feed.subscribe(null)).isNull();
    }

    private Subscription subscribe(@Nullable Long lastSeen) {
        return Objects.requireNonNull(feed.subscribe(lastSeen));
    }

    private static List<Long> ids(List<Numbered> events) {
        return events.stream().map(Numbered::id).toList();
    }
}
