package dev.opsdeck.console.live;

import dev.opsdeck.api.alerts.Alert;
import dev.opsdeck.api.live.LogEntry;
import dev.opsdeck.api.loadruns.LoadProgress;
import dev.opsdeck.api.loadruns.LoadRun;
import dev.opsdeck.api.metrics.History;
import dev.opsdeck.api.metrics.Sample;
import dev.opsdeck.api.sync.SyncRun;
import dev.opsdeck.console.connection.CatchUp;
import dev.opsdeck.console.connection.Failure;
import dev.opsdeck.console.connection.StreamListener;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// Where the stream's thread leaves what arrives and the JavaFX thread collects it. Bounded: samples and runs are
/// conflated, the log keeps its newest lines, an alert its latest state. Holds its lock for a few assignments only.
public final class SnapshotInbox implements StreamListener {

    private static final int MAX_LOG = 2_000;

    private final ReentrantLock lock = new ReentrantLock();
    private final InstantSource clock;
    private final Runnable signal;

    private @Nullable Sample sample;
    private @Nullable LinkState link;
    private @Nullable History gap;
    private @Nullable Instant lastArrival;
    private @Nullable Instant lostSince;
    private boolean caughtUp;
    private final Deque<LogEntry> log = new ArrayDeque<>();
    private final Map<Long, SyncRun> syncRuns = new LinkedHashMap<>();
    private final Map<Long, LoadProgress> loadRuns = new LinkedHashMap<>();
    private final Map<String, Alert> alerts = new LinkedHashMap<>();
    private @Nullable List<Alert> pastAlerts;

    /// @param signal called after every arrival, on the stream's thread: a [Pulse]'s request
    public SnapshotInbox(InstantSource clock, Runnable signal) {
        this.clock = clock;
        this.signal = signal;
    }

    @Override
    public void connecting() {
        put(() -> {
            if (lostSince == null) {
                link = new LinkState.Connecting();
            } else if (link instanceof LinkState.Lost lost) {
                link = new LinkState.Lost(lost.since(), lost.why(), null);
            }
        });
    }

    @Override
    public void caughtUp(CatchUp past) {
        put(() -> {
            caughtUp = true;
            gap = past.gap() == null ? gap : past.gap();
            past.log().reversed().forEach(this::keep);
            past.syncRuns().reversed().forEach(run -> syncRuns.put(run.id(), run));
            past.loadRuns().reversed().forEach(run -> loadRuns.put(run.id(), progress(run)));
            alerts.clear();
            pastAlerts = past.alerts();
        });
    }

    @Override
    public void sample(Sample arrived) {
        put(() -> {
            sample = arrived;
            lastArrival = clock.instant();
            lostSince = null;
            link = new LinkState.Live(lastArrival);
        });
    }

    @Override
    public void sync(SyncRun run) {
        put(() -> syncRuns.put(run.id(), run));
    }

    @Override
    public void load(LoadProgress progress) {
        put(() -> loadRuns.put(progress.run().id(), progress));
    }

    @Override
    public void log(LogEntry entry) {
        put(() -> keep(entry));
    }

    @Override
    public void alert(Alert alert) {
        put(() -> alerts.put(alert.id(), alert));
    }

    @Override
    public void lost(Failure why, @Nullable Instant nextTry) {
        put(() -> {
            if (lostSince == null) {
                lostSince = lastArrival == null ? clock.instant() : lastArrival;
            }
            link = new LinkState.Lost(lostSince, why, nextTry);
        });
    }

    /// Takes all that is there. JavaFX thread.
    public Batch drain() {
        lock.lock();
        try {
            Batch batch = new Batch(
                    sample,
                    link,
                    new ArrayList<>(log),
                    List.copyOf(syncRuns.values()),
                    List.copyOf(loadRuns.values()),
                    List.copyOf(alerts.values()),
                    pastAlerts,
                    gap,
                    caughtUp);
            sample = null;
            gap = null;
            caughtUp = false;
            log.clear();
            syncRuns.clear();
            loadRuns.clear();
            alerts.clear();
            pastAlerts = null;
            return batch;
        } finally {
            lock.unlock();
        }
    }

    private void keep(LogEntry entry) {
        if (log.size() == MAX_LOG) {
            log.removeFirst();
        }
        log.addLast(entry);
    }

    private static LoadProgress progress(LoadRun run) {
        return new LoadProgress(run, null);
    }

    private void put(Runnable change) {
        lock.lock();
        try {
            change.run();
        } finally {
            lock.unlock();
        }
        signal.run();
    }
}
