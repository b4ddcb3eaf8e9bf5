package dev.opsdeck.server.tracing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Traces on their way to a receiver that takes them, refuses them, or never answers.
final class OutboxTest {

    private static final Outbox.Pace FAST = new Outbox.Pace(10, 4, Duration.ZERO, Duration.ofMillis(1));

    private final Receiver receiver = new Receiver();

    /// A receiver whose answers are prepared: null for yes.
    private static final class Receiver implements Destination {

        final Queue<Refused> refusals = new ArrayDeque<>();
        final List<Integer> taken = new CopyOnWriteArrayList<>();
        volatile @Nullable CountDownLatch hold;
        final CountDownLatch called = new CountDownLatch(1);

        @Override
        public String name() {
            return "test";
        }

        @Override
        public String target() {
            return "nowhere";
        }

        @Override
        public void send(List<Finished> batch) throws Refused {
            called.countDown();
            CountDownLatch waits = hold;
            if (waits != null) {
                try {
                    waits.await();
                } catch (InterruptedException e) {
                    throw new Refused("interrupted", false, e);
                }
            }
            Refused refusal = refusals.poll();
            if (refusal != null) {
                throw refusal;
            }
            taken.add(batch.size());
        }

        @Override
        public void close() {}
    }

    private Outbox outbox() {
        return new Outbox(receiver, FAST, InstantSource.system());
    }

    @Test
    void whatWaitsIsSentTogetherAlsoAtTheEnd() {
        Outbox outbox = outbox();
        for (int i = 0; i < 9; i++) {
            outbox.offer(Traces.finished(i));
        }
        outbox.close();
        assertThat(receiver.taken.stream().mapToInt(Integer::intValue).sum()).isEqualTo(9);
        assertThat(receiver.taken).allMatch(size -> size <= 4);
        assertThat(outbox.status().sent()).isEqualTo(9);
        assertThat(outbox.status().dropped()).isZero();
        assertThat(outbox.status().lastSuccessAt()).isNotNull();
    }

    @Test
    void aReceiverThatNeverAnswersCostsNobodyAnything() throws Exception {
        CountDownLatch hold = new CountDownLatch(1);
        receiver.hold = hold;
        try (Outbox outbox = outbox()) {
            outbox.offer(Traces.finished(0));
            receiver.called.await();
            assertThat(outbox.hasRoom()).isTrue();
            for (int i = 1; i <= 1_000; i++) {
                outbox.offer(Traces.finished(i));
            }
            assertThat(outbox.hasRoom()).isFalse();
            assertThat(outbox.status().waiting()).isEqualTo(10);
            assertThat(outbox.status().dropped()).isEqualTo(990);
            assertThat(outbox.status().sent()).isZero();
            hold.countDown();
            await().until(() -> outbox.status().sent() == 11);
        }
    }

    @Test
    void whatMayWorkLaterIsTriedAgainAndThenDroppedAndCounted() {
        receiver.refusals.add(new Destination.Refused("It answered with status 503.", true, null));
        try (Outbox outbox = outbox()) {
            outbox.offer(Traces.finished(0));
            await().until(() -> outbox.status().sent() == 1);
            assertThat(outbox.status().dropped()).isZero();
            assertThat(outbox.status().lastError()).isEqualTo("It answered with status 503.");
            for (int i = 0; i < 3; i++) {
                receiver.refusals.add(new Destination.Refused("Gone.", true, null));
            }
            outbox.offer(Traces.finished(1));
            await().until(() -> outbox.status().dropped() == 1);
            receiver.refusals.add(new Destination.Refused("It answered with status 401.", false, null));
            outbox.offer(Traces.finished(2));
            await().until(() -> outbox.status().dropped() == 2);
            outbox.offer(Traces.finished(3));
            await().until(() -> outbox.status().sent() == 2);
        }
    }
}
