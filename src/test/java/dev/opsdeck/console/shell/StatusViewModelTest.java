package dev.opsdeck.console.shell;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opsdeck.api.loadruns.LoadState;
import dev.opsdeck.api.sync.SyncState;
import dev.opsdeck.console.Clock;
import dev.opsdeck.console.connection.ActiveServer;
import dev.opsdeck.console.connection.Failure;
import dev.opsdeck.console.connection.HttpClients;
import dev.opsdeck.console.connection.Remote;
import dev.opsdeck.console.live.Batch;
import dev.opsdeck.console.live.LiveModel;
import dev.opsdeck.console.live.LiveSamples;
import dev.opsdeck.console.task.DirectTasks;
import dev.opsdeck.console.task.OwnCost;
import dev.opsdeck.console.task.ProcessMeter;
import dev.opsdeck.console.ui.SilentCommands;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StatusViewModelTest {

    private final Clock clock = new Clock("2026-11-23T12:00:00Z");
    private final AtomicLong nanos = new AtomicLong();
    private final HttpClients http = new HttpClients();
    private final LiveModel live = new LiveModel();
    private final DirectTasks tasks = new DirectTasks();
    private final AtomicLong cpuNanos = new AtomicLong();
    private final OwnCost cost = new OwnCost(tasks, new FixedMeter(), nanos::get);
    private final List<Failure> complaints = new ArrayList<>();
    private final StatusViewModel model = new StatusViewModel(
            new ActiveServer(
                    new Remote("a", "eu", "http://127.0.0.1:9", null, http.api("eu", "http://127.0.0.1:9", null))),
            live,
            tasks,
            cost,
            new SilentCommands(),
            complaints::add,
            clock,
            nanos::get);

    @AfterEach
    void close() {
        cost.close();
        http.close();
    }

    @Test
    void aSyncTellsShareRowsAndTimeLeft() {
        apply(SyncState.RUNNING, 0.61, LoadState.DONE);
        clock.pass(Duration.ofSeconds(61));
        assertThat(model.items()).singleElement().satisfies(item -> {
            assertThat(item.title()).isEqualTo("Sync awin-main");
            assertThat(item.progress()).isEqualTo(0.61);
            assertThat(item.detail()).isEqualTo("61 % · 1,204,118 rows · 39 s left");
        });
    }

    @Test
    void aLoadRunComesFirstWithItsFigures() {
        apply(SyncState.RUNNING, null, LoadState.RUNNING);
        clock.pass(Duration.ofSeconds(25));
        List<StatusViewModel.Item> items = model.items();
        assertThat(items).extracting(StatusViewModel.Item::title).containsExactly("Load run #4", "Sync awin-main");
        assertThat(items.getFirst().progress()).isEqualTo(0.25);
        assertThat(items.getFirst().detail()).contains("p95 12").contains("499 req/s");
        assertThat(items.get(1).progress()).isEqualTo(-1);
    }

    @Test
    void nothingIsShownWhenNothingRuns() {
        apply(SyncState.DONE, 1.0, LoadState.STOPPED);
        assertThat(model.items()).isEmpty();
    }

    @Test
    void aCancelThatFailsIsTold() {
        apply(SyncState.RUNNING, 0.5, LoadState.DONE);
        Objects.requireNonNull(model.items().getFirst().cancel()).run();
        assertThat(complaints).hasSize(1);
    }

    @Test
    void saysWhatItCostsOnceThatWasMeasured() {
        assertThat(model.ownCost()).isEmpty();
        nanos.set(Duration.ofSeconds(2).toNanos());
        cpuNanos.set(Duration.ofMillis(38).toNanos());
        tasks.tick();
        assertThat(model.ownCost()).isEqualTo("Opsdeck itself: CPU 1.90 % · 212 MB");
    }

    private final class FixedMeter implements ProcessMeter {

        @Override
        public long cpuNanos() {
            return cpuNanos.get();
        }

        @Override
        public long heapUsed() {
            return 50L << 20;
        }

        @Override
        public long heapMax() {
            return 100L << 20;
        }

        @Override
        public long resident() {
            return 212L << 20;
        }
    }

    private void apply(SyncState sync, @org.jspecify.annotations.Nullable Double progress, LoadState load) {
        live.apply(new Batch(
                null,
                null,
                List.of(),
                List.of(LiveSamples.sync(3, sync, progress)),
                List.of(LiveSamples.load(4, load)),
                null,
                false));
    }
}
