package dev.opsdeck.console.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opsdeck.api.live.LogEntry;
import dev.opsdeck.api.loadruns.LoadState;
import dev.opsdeck.api.sync.SyncState;
import dev.opsdeck.console.connection.Failure.Offline;
import dev.opsdeck.console.connection.Failure.Reason;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class LiveModelTest {

    private static final LinkState LOST =
            new LinkState.Lost(LiveSamples.NOON, new Offline(Reason.GONE, "eu-prod", ""), null);

    private final LiveModel live = new LiveModel();

    @Test
    void keepsTheLastSampleWhenTheConnectionIsLost() {
        live.apply(Batch.of(LiveSamples.sample(LiveSamples.NOON)));
        live.apply(Batch.of(LOST));
        assertThat(live.sample().get()).isNotNull();
        assertThat(live.link().get().live()).isFalse();
        assertThat(live.lastArrival()).isEqualTo(LiveSamples.NOON);
    }

    @Test
    void keepsTheLogNewestFirstWithoutRepeatingAndBounded() {
        live.apply(
                log(LongStream.rangeClosed(1, 600).mapToObj(LiveSamples::entry).toList()));
        live.apply(log(
                LongStream.rangeClosed(500, 1_200).mapToObj(LiveSamples::entry).toList()));
        assertThat(live.log())
                .hasSize(1_000)
                .isSortedAccordingTo((a, b) -> Long.compare(b.id(), a.id()))
                .first()
                .isEqualTo(LiveSamples.entry(1_200));
        assertThat(live.log().stream().map(LogEntry::id).distinct()).hasSize(1_000);
    }

    @Test
    void knowsTheLatestStateOfEveryRun() {
        live.apply(runs(SyncState.RUNNING));
        live.apply(runs(SyncState.DONE));
        assertThat(live.syncRuns().get(3L)).isEqualTo(LiveSamples.sync(3, SyncState.DONE, null));
        assertThat(live.loadRuns()).containsKey(4L);
    }

    @Test
    void countsConnectsSoThatPagesReadAgain() {
        live.apply(new Batch(null, null, List.of(), List.of(), List.of(), null, true));
        assertThat(live.connects().get()).isEqualTo(1);
    }

    @Test
    void showingAnotherServerLeavesNothingOfTheOneBefore() {
        live.apply(Batch.of(LiveSamples.sample(LiveSamples.NOON)));
        live.apply(log(List.of(LiveSamples.entry(1))));
        live.apply(runs(SyncState.DONE));
        live.show(new LiveModel());
        assertThat(live.sample().get()).isNull();
        assertThat(live.log()).isEmpty();
        assertThat(live.syncRuns()).isEmpty();
        assertThat(live.loadRuns()).isEmpty();
        assertThat(live.link().get()).isEqualTo(new LinkState.Connecting());
    }

    private static Batch log(List<LogEntry> entries) {
        return new Batch(null, null, entries, List.of(), List.of(), null, false);
    }

    private static Batch runs(SyncState state) {
        return new Batch(
                null,
                null,
                List.of(),
                List.of(LiveSamples.sync(3, state, null)),
                List.of(LiveSamples.load(4, LoadState.RUNNING)),
                null,
                false);
    }
}
