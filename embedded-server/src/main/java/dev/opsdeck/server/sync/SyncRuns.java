package dev.opsdeck.server.sync;

import dev.opsdeck.api.Page;
import dev.opsdeck.api.live.LogEntry;
import dev.opsdeck.api.sync.FeedFormat;
import dev.opsdeck.api.sync.RollbackPlan;
import dev.opsdeck.api.sync.RowIssue;
import dev.opsdeck.api.sync.SourceDraft;
import dev.opsdeck.api.sync.SyncChanges;
import dev.opsdeck.api.sync.SyncCounts;
import dev.opsdeck.api.sync.SyncRun;
import dev.opsdeck.api.sync.SyncState;
import dev.opsdeck.api.traces.SpanKind;
import dev.opsdeck.server.audit.ActionLog;
import dev.opsdeck.server.db.Database;
import dev.opsdeck.server.db.Dialect;
import dev.opsdeck.server.http.ApiException;
import dev.opsdeck.server.spans.Recorder;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Starts, cancels and lists runs; one of a source at a time, also across servers. Thread-safe; closed by the wiring,
/// before the database: runs under way end then as failed.
final class SyncRuns implements AutoCloseable {

    /// How long a run may be silent before it counts as dead.
    static final Duration SILENCE = Duration.ofSeconds(60);

    /// How often [#beat] should be called.
    static final Duration BEAT = Duration.ofSeconds(10);

    private static final Logger LOG = LoggerFactory.getLogger(SyncRuns.class);
    private static final Duration LAST_WAIT = Duration.ofSeconds(10);

    private final Database database;
    private final SyncRepository runs;
    private final StagingRepository staging;
    private final PublishRepository publish;
    private final ChangeRepository changes;
    private final GenerationRepository generations;
    private final FeedOpener opener;
    private final Outlets outlets;
    private final InstantSource clock;
    private final LongSupplier nanos;
    private final Map<Long, Running> running = new ConcurrentHashMap<>();

    /// Where the effects of a run go, each called on the run's thread.
    ///
    /// @param progress       told at most four times a second and at the end
    /// @param actions        a line at the end
    /// @param catalogue      told of the products that a run writes
    /// @param productsSynced how many products a run brought or confirmed
    /// @param recorder       traces a run
    record Outlets(
            Consumer<SyncRun> progress,
            ActionLog actions,
            Catalogue catalogue,
            LongConsumer productsSynced,
            Recorder recorder) {

        /// Without traces.
        Outlets(Consumer<SyncRun> progress, ActionLog actions, Catalogue catalogue, LongConsumer productsSynced) {
            this(progress, actions, catalogue, productsSynced, Recorder.NONE);
        }
    }

    private record Running(Job job, Thread thread) {}

    SyncRuns(Database database, FeedOpener opener, Outlets outlets, InstantSource clock, LongSupplier nanos) {
        this.database = database;
        this.runs = new SyncRepository(database);
        this.staging = new StagingRepository(database);
        this.publish = new PublishRepository(database, outlets.catalogue().renewal());
        this.changes = new ChangeRepository(database);
        this.generations =
                new GenerationRepository(database, outlets.catalogue().renewal());
        this.opener = opener;
        this.outlets = outlets;
        this.clock = clock;
        this.nanos = nanos;
    }

    /// To be called once before the first run: whatever runs in an H2 file belongs to a process that is gone.
    void recoverAtStart() {
        recover(database.dialect() == Dialect.H2 ? now() : now().minus(SILENCE));
    }

    /// To be called every few seconds: tells that our runs live, and finds the dead ones of others.
    void beat() {
        running.values().forEach(run -> runs.beat(run.job().snapshot(), now()));
        recover(now().minus(SILENCE));
    }

    /// @throws ApiException 409 if a run of the source is under way
    SyncRun start(SourceDraft source, SyncJob.Opening opening, SyncJob.Order order, @Nullable String actor) {
        Publication publication = new Publication(source, order, publish, changes, clock);
        return launch(
                begin(source.name(), source.format()),
                run -> new SyncJob(
                        run,
                        source,
                        opening,
                        publication,
                        runs,
                        staging,
                        opener.limits(),
                        clock,
                        nanos,
                        outlets.progress()),
                actor);
    }

    /// What taking back the last generation of a source would do.
    ///
    /// @throws ApiException 404 if there is nothing to take back
    RollbackPlan rollbackPlan(String source) {
        return generations.plan(source).orElseThrow(() -> nothingToTakeBack(source));
    }

    /// Takes back the last generation of a source.
    ///
    /// @throws ApiException 404 if there is none, 409 if a run of the source is under way
    SyncRun rollBack(String source, @Nullable String actor) {
        if (!generations.exists(source)) {
            throw nothingToTakeBack(source);
        }
        return launch(begin(source, null), run -> new RollbackJob(run, runs, generations, clock), actor);
    }

    private static ApiException nothingToTakeBack(String source) {
        return ApiException.notFound("There is nothing to take back: no run of '" + source
                + "' has changed the catalogue, or the last one that did was taken back already.");
    }

    private SyncRun begin(String source, @Nullable FeedFormat format) {
        Instant at = now();
        Long id = runs.begin(source, at);
        if (id == null) {
            recover(at.minus(SILENCE));
            id = runs.begin(source, at);
        }
        if (id == null) {
            SyncRun other = runs.latest(source);
            throw ApiException.conflict("A sync of '" + source + "' is under way"
                    + (other == null ? "" : " (run " + other.id() + ")") + ": wait for it or cancel it.");
        }
        return new SyncRun(id, source, SyncState.RUNNING, at, null, format, SyncCounts.NONE, null, null);
    }

    private SyncRun launch(SyncRun run, Function<SyncRun, Job> made, @Nullable String actor) {
        Job job = made.apply(run);
        Thread thread = Thread.ofVirtual()
                .name("sync-" + run.id())
                .unstarted(
                        () -> outlets.recorder().record(SpanKind.SYNC, "sync " + run.source(), () -> work(job, actor)));
        running.put(run.id(), new Running(job, thread));
        outlets.progress().accept(run);
        thread.start();
        return run;
    }

    /// Waits for the end of a run that was started here.
    SyncRun await(long id) throws InterruptedException {
        Running run = running.get(id);
        if (run != null) {
            while (!run.thread().join(BEAT)) {
                beat();
            }
            return run.job().snapshot();
        }
        return find(id);
    }

    SyncRun cancel(long id) {
        Running run = running.get(id);
        if (run != null) {
            run.job().cancel();
            return run.job().snapshot();
        }
        SyncRun stored = find(id);
        if (stored.state() == SyncState.RUNNING) {
            throw ApiException.conflict("This run is under way on another server: cancel it there.");
        }
        return stored;
    }

    Page<SyncRun> list(int limit, int offset) {
        Page<SyncRun> page = runs.list(limit, offset);
        return new Page<>(page.data().stream().map(this::live).toList(), page.total(), null);
    }

    SyncRun find(long id) {
        SyncRun stored = runs.find(id);
        if (stored == null) {
            throw ApiException.notFound("There is no run " + id + ".");
        }
        return live(stored);
    }

    @Nullable
    SyncRun latest(String source) {
        SyncRun stored = runs.latest(source);
        return stored == null ? null : live(stored);
    }

    SyncChanges changes(long id, int limit) {
        return changes.find(find(id).id(), limit);
    }

    Page<RowIssue> issues(long id, int limit, int offset) {
        return runs.issues(id, limit, offset);
    }

    List<Instant> publishedBetween(Instant after, Instant until) {
        return runs.publishedBetween(after, until);
    }

    @Override
    public void close() {
        running.values().forEach(run -> run.job().stop());
        long deadline = System.nanoTime() + LAST_WAIT.toNanos();
        try {
            for (Running run : running.values()) {
                run.thread().join(Duration.ofNanos(Math.max(1, deadline - System.nanoTime())));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void work(Job job, @Nullable String actor) {
        long id = job.snapshot().id();
        try {
            job.run();
            SyncRun end = job.snapshot();
            RunEnd.trace(end);
            if (end.state() == SyncState.DONE || end.state() == SyncState.ROLLED_BACK) {
                outlets.productsSynced().accept(SyncJob.written(end));
                outlets.catalogue().changed().run();
            }
            outlets.progress().accept(end);
            outlets.actions().log(LogEntry.Kind.SYNC, RunEnd.sentence(end), actor);
        } catch (RuntimeException e) {
            LOG.error("What follows on run {} failed", id, e);
        } finally {
            running.remove(id);
        }
    }

    private SyncRun live(SyncRun stored) {
        Running run = running.get(stored.id());
        return run == null ? stored : run.job().snapshot();
    }

    private void recover(Instant silentSince) {
        int dead = runs.fail(silentSince, now());
        if (dead > 0) {
            LOG.warn("{} syncs of a process that is gone were marked as failed", dead);
        }
        staging.dropLeftovers();
    }

    private Instant now() {
        return RunEnd.now(clock);
    }
}
