package dev.opsdeck.server.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opsdeck.api.live.LiveEvent;
import dev.opsdeck.api.sync.SyncState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/// What a slow subscriber gets, and what not.
final class MailboxTest {

    private static final long SOON = Duration.ofSeconds(20).toNanos();

    private final Mailbox mailbox = new Mailbox();
    private long id;

    @Test
    void ofSamplesOnlyTheLatestWaits() throws Exception {
        put(Events.sample(1));
        put(Events.sample(2));
        put(Events.sample(3));

        assertThat(drain()).containsExactly(3L);
    }

    @Test
    void progressIsConflatedByRunAndItsEndNeverDropped() throws Exception {
        put(Events.sync(1, SyncState.RUNNING, 10));
        put(Events.sync(2, SyncState.RUNNING, 10));
        put(Events.sync(1, SyncState.RUNNING, 20));
        put(Events.sync(1, SyncState.DONE, 30));
        put(Events.sync(1, SyncState.FAILED, 30));

        // Of the first run both ends, of the second its progress.
        assertThat(drain()).containsExactly(2L, 4L, 5L);
    }

    @Test
    void linesOfTheLogAreAllKeptAndNumbersAlwaysRise() throws Exception {
        for (int i = 0; i < 100; i++) {
            put(Events.log("line " + i));
            put(Events.sample(i));
        }
        List<Long> ids = drain();
        assertThat(ids).hasSize(101).isSorted();
        assertThat(ids.getLast()).isEqualTo(200);
    }

    @Test
    void aSubscriberThatTakesNothingIsCutOffInsteadOfFillingTheMemory() throws Exception {
        for (int i = 0; i < Mailbox.CAPACITY; i++) {
            assertThat(put(Events.log("line"))).isTrue();
        }
        assertThat(put(Events.log("one too many"))).isFalse();
        assertThat(mailbox.closed()).isTrue();
        assertThat(mailbox.take(0)).isNull();
    }

    @Test
    void aTakerIsWokenByAnEventAndByClosing() throws Exception {
        CountDownLatch taking = new CountDownLatch(1);
        try (ExecutorService executor = Executors.newSingleThreadExecutor()) {
            Future<Long> first = executor.submit(() -> {
                taking.countDown();
                Numbered event = mailbox.take(SOON);
                return event == null ? -1 : event.id();
            });
            taking.await();
            put(Events.sample(1));
            assertThat(first.get()).isEqualTo(1);

            Future<Boolean> second = executor.submit(() -> mailbox.take(SOON) == null);
            mailbox.close();
            assertThat(second.get()).isTrue();
            assertThat(mailbox.closed()).isTrue();
        }
    }

    @Test
    void whatWaitedWhenItWasClosedCanStillBeTaken() throws Exception {
        put(Events.log("the last words"));
        mailbox.close();

        assertThat(mailbox.closed()).isFalse();
        assertThat(drain()).containsExactly(1L);
        assertThat(mailbox.closed()).isTrue();
        assertThat(put(Events.log("too late"))).isFalse();
    }

    private boolean put(LiveEvent event) {
        return mailbox.offer(new Numbered(++id, 0, event, new Numbered.Text("", data -> new byte[0])));
    }

    private List<Long> drain() throws InterruptedException {
        List<Long> ids = new ArrayList<>();
        for (Numbered event = mailbox.take(0); event != null; event = mailbox.take(0)) {
            ids.add(event.id());
        }
        return ids;
    }
}
