package dev.opsdeck.console.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opsdeck.api.live.LogEntry;
import dev.opsdeck.api.sync.SyncRun;
import dev.opsdeck.api.sync.SyncState;
import dev.opsdeck.console.Clock;
import dev.opsdeck.console.connection.CatchUp;
import dev.opsdeck.console.connection.Failure.Offline;
import dev.opsdeck.console.connection.Failure.Reason;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class SnapshotInboxTest {

    private static final Offline GONE = new Offline(Reason.GONE, "eu-prod", "");

    private final Clock clock = new Clock("2026-11-23T12:00:00Z");
    private final AtomicInteger signals = new AtomicInteger();
    private final SnapshotInbox inbox = new SnapshotInbox(clock, signals::incrementAndGet);

    @Test
    void keepsTheLatestSampleEveryLogLineAndTheLatestOfEachRun() {
        inbox.sample(LiveSamples.sample(LiveSamples.NOON));
        inbox.sample(LiveSamples.sample(LiveSamples.NOON.plusSeconds(1)));
        inbox.log(LiveSamples.entry(1));
        inbox.log(LiveSamples.entry(2));
        inbox.sync(LiveSamples.sync(7, SyncState.RUNNING, 0.1));
        inbox.sync(LiveSamples.sync(7, SyncState.DONE, 1.0));
        Batch batch = inbox.drain();
        assertThat(batch.sample()).isEqualTo(LiveSamples.sample(LiveSamples.NOON.plusSeconds(1)));
        assertThat(batch.log()).extracting(LogEntry::id).containsExactly(1L, 2L);
        assertThat(batch.syncRuns()).extracting(SyncRun::state).containsExactly(SyncState.DONE);
        assertThat(signals).hasValue(6);
        assertThat(inbox.drain().sample()).isNull();
    }

    @Test
    void aLossIsSinceTheLastSampleAndStaysSoOverFailedAttempts() {
        inbox.sample(LiveSamples.sample(LiveSamples.NOON));
        clock.pass(Duration.ofSeconds(5));
        inbox.lost(GONE, clock.instant().plusSeconds(1));
        clock.pass(Duration.ofSeconds(5));
        inbox.connecting();
        assertThat(inbox.drain().link()).isEqualTo(new LinkState.Lost(LiveSamples.NOON, GONE, null));
        inbox.lost(GONE, clock.instant());
        assertThat(inbox.drain().link()).isEqualTo(new LinkState.Lost(LiveSamples.NOON, GONE, clock.instant()));
        inbox.sample(LiveSamples.sample(LiveSamples.NOON));
        assertThat(inbox.drain().link()).isEqualTo(new LinkState.Live(clock.instant()));
    }

    @Test
    void thePastOfAConnectionIsToldOldestFirst() {
        inbox.caughtUp(new CatchUp(
                null,
                List.of(LiveSamples.entry(2), LiveSamples.entry(1)),
                List.of(LiveSamples.sync(7, SyncState.DONE, null)),
                List.of(),
                List.of()));
        Batch batch = inbox.drain();
        assertThat(batch.caughtUp()).isTrue();
        assertThat(batch.log()).extracting(LogEntry::id).containsExactly(1L, 2L);
        assertThat(inbox.drain().caughtUp()).isFalse();
    }

    @Test
    void staysBoundedWhenNobodyCollects() {
        for (int i = 0; i < 5_000; i++) {
            inbox.log(LiveSamples.entry(i));
        }
        assertThat(inbox.drain().log()).hasSize(2_000).last().isEqualTo(LiveSamples.entry(4_999));
    }

    @Test
    void losesNoLogLineBetweenTwoThreads() throws InterruptedException {
        int lines = 1_500;
        CountDownLatch begin = new CountDownLatch(1);
        Thread writer = Thread.ofVirtual().start(() -> {
            try {
                begin.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            for (int i = 0; i < lines; i++) {
                inbox.log(LiveSamples.entry(i));
            }
        });
        begin.countDown();
        int collected = 0;
        while (writer.isAlive()) {
            collected += inbox.drain().log().size();
        }
        writer.join();
        collected += inbox.drain().log().size();
        assertThat(collected).isEqualTo(lines);
    }
}
