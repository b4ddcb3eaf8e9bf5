package dev.opsdeck.server.sync;

import dev.opsdeck.api.sync.RowIssue;
import dev.opsdeck.api.sync.SourceDraft;
import dev.opsdeck.api.sync.SyncCounts;
import dev.opsdeck.api.sync.SyncRun;
import dev.opsdeck.api.sync.SyncState;
import dev.opsdeck.api.traces.SpanKind;
import dev.opsdeck.server.db.DatabaseUnavailable;
import dev.opsdeck.server.spans.Part;
import dev.opsdeck.server.sync.feed.Feed;
import dev.opsdeck.server.sync.feed.FeedFailure;
import dev.opsdeck.server.sync.feed.FeedInput;
import dev.opsdeck.server.sync.feed.FeedLimits;
import dev.opsdeck.server.sync.feed.FeedRow;
import dev.opsdeck.server.sync.feed.FeedSettings;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One run of one source, from the first byte to the end of the transaction. [#run] is called once, on a thread
/// of its own, and never throws; [#cancel] and [#snapshot] by anybody. The thread is never interrupted, because
/// that would close H2's file under everybody.
final class SyncJob implements Job {

    private static final Logger LOG = LoggerFactory.getLogger(SyncJob.class);
    private static final long EVENT_NANOS = 250_000_000L;

    private final SourceDraft source;
    private final Opening opening;
    private final Publication publication;
    private final SyncRepository runs;
    private final StagingRepository staging;
    private final FeedLimits limits;
    private final InstantSource clock;
    private final LongSupplier nanos;
    private final Consumer<SyncRun> progress;
    private volatile SyncRun snapshot;
    private final AtomicBoolean cancelled = new AtomicBoolean();
    private final AtomicBoolean stopped = new AtomicBoolean();
    private volatile @Nullable FeedInput input;
    private long lastEvent;

    /// Opens the feed.
    interface Opening {
        FeedInput open() throws IOException;
    }

    /// What the order says beside the source.
    record Order(boolean dryRun, boolean allowArchive, boolean allowJumps) {

        Order(boolean dryRun, boolean allowArchive) {
            this(dryRun, allowArchive, false);
        }
    }

    SyncJob(
            SyncRun run,
            SourceDraft source,
            Opening opening,
            Publication publication,
            SyncRepository runs,
            StagingRepository staging,
            FeedLimits limits,
            InstantSource clock,
            LongSupplier nanos,
            Consumer<SyncRun> progress) {
        this.snapshot = run;
        this.source = source;
        this.opening = opening;
        this.publication = publication;
        this.runs = runs;
        this.staging = staging;
        this.limits = limits;
        this.clock = clock;
        this.nanos = nanos;
        this.progress = progress;
        this.lastEvent = nanos.getAsLong();
    }

    @Override
    public SyncRun snapshot() {
        return snapshot;
    }

    /// Ends the run as soon as it can, unless it is being published already.
    @Override
    public void cancel() {
        cancelled.set(true);
        closeInput();
    }

    @Override
    public void stop() {
        stopped.set(true);
        cancel();
    }

    @Override
    public void run() {
        SyncRun end;
        try {
            end = read();
        } catch (Cancelled e) {
            end = cancelledRun();
        } catch (FeedFailure e) {
            end = cancelled.get() ? cancelledRun() : failed(String.valueOf(e.getMessage()));
        } catch (IOException e) {
            LOG.debug("The feed of {} broke off", source.name(), e);
            end = cancelled.get()
                    ? cancelledRun()
                    : failed("The feed broke off (" + e.getMessage() + "): try again, or check it at its source.");
        } catch (DatabaseUnavailable e) {
            end = failed("The database went away; the catalogue is as before. Start the run again.");
        } catch (LostLock e) {
            end = failed("The run was silent for too long and lost its lock; the catalogue is as before.");
        } catch (RuntimeException e) {
            LOG.error("The sync of {} failed", source.name(), e);
            end = failed("An error in the server ended the run; the catalogue is as before. Its log says more.");
        }
        closeInput();
        finish(end);
    }

    private SyncRun read() throws IOException {
        staging.create(snapshot().id());
        FeedInput opened = opening.open();
        input = opened;
        FeedSettings settings = new FeedSettings(
                source.network(),
                source.format(),
                source.mapping() == null ? Map.of() : source.mapping(),
                source.defaultCurrency(),
                source.defaultCommission());
        try (Feed feed = Feed.open(opened, settings, limits)) {
            SyncRun run = snapshot();
            snapshot = new SyncRun(
                    run.id(), run.source(), run.state(), run.startedAt(), null, feed.format(), run.counts(), 0.0, null);
            StagedBatch batch = new StagedBatch(run.id(), source.network(), runs, staging);
            SyncCounts read = Part.of(SpanKind.SYNC, "read the feed", nanos, () -> stage(feed, batch));
            return Part.of(SpanKind.SYNC, "publish", nanos, () -> publish(read));
        }
    }

    private SyncCounts stage(Feed feed, StagedBatch batch) throws IOException {
        for (FeedRow row = feed.next(); row != null; row = feed.next()) {
            switch (row) {
                case FeedRow.Taken taken -> batch.take(taken);
                case FeedRow.Refused refused -> batch.refuse(refused.issue());
            }
            remarks(feed, batch);
            report(batch.counts());
        }
        remarks(feed, batch);
        batch.flush();
        report(batch.counts());
        return batch.counts();
    }

    private static void remarks(Feed feed, StagedBatch batch) {
        for (RowIssue remark = feed.remark(); remark != null; remark = feed.remark()) {
            batch.remark(remark);
        }
    }

    private SyncRun publish(SyncCounts read) {
        return publication.end(snapshot().id(), read, this::ended, () -> {
            if (cancelled.get()) {
                throw new Cancelled();
            }
        });
    }

    /// Tells how far it is, at most four times a second.
    private void report(SyncCounts counts) {
        if (cancelled.get()) {
            throw new Cancelled();
        }
        long now = nanos.getAsLong();
        if (now - lastEvent < EVENT_NANOS) {
            return;
        }
        lastEvent = now;
        FeedInput reading = input;
        SyncRun run = snapshot();
        SyncRun next = new SyncRun(
                run.id(),
                run.source(),
                run.state(),
                run.startedAt(),
                null,
                run.format(),
                counts,
                reading == null ? null : reading.progress(),
                null);
        snapshot = next;
        progress.accept(next);
    }

    private SyncRun failed(String reason) {
        return ended(SyncState.FAILED, snapshot().counts(), reason);
    }

    private SyncRun cancelledRun() {
        return stopped.get()
                ? failed("The server stopped in the middle of the run; the catalogue is as before. Start it again.")
                : ended(SyncState.CANCELLED, snapshot().counts(), "Cancelled; the catalogue is as before.");
    }

    private SyncRun ended(SyncState state, SyncCounts counts, @Nullable String reason) {
        return RunEnd.of(snapshot(), state, counts, reason, RunEnd.now(clock));
    }

    /// Stores the end, where the transaction has not done so, and drops what was staged. Where the database is
    /// gone this fails; the run is then found dead by its silence.
    private void finish(SyncRun end) {
        try {
            if (end.state() != SyncState.DONE) {
                runs.finish(end);
            }
            staging.drop(end.id());
        } catch (RuntimeException e) {
            LOG.warn("The end of run {} could not be stored; it is tidied up later", end.id(), e);
        }
        snapshot = end;
    }

    private void closeInput() {
        FeedInput open = input;
        if (open != null) {
            try {
                open.close();
            } catch (IOException e) {
                LOG.debug("The feed of {} could not be closed", source.name(), e);
            }
        }
    }

    /// Ends the reading.
    private static final class Cancelled extends RuntimeException {

        private static final long serialVersionUID = 1L;

        Cancelled() {
            super(null, null, false, false);
        }
    }

    /// The products that are not as they were before the run.
    static long touched(SyncRun run) {
        return run.counts().added() + run.counts().changed() + run.counts().archived();
    }

    /// The products that a run brought into the catalogue, or found there as they are.
    static long written(SyncRun run) {
        return run.state() == SyncState.DONE
                ? run.counts().added() + run.counts().changed() + run.counts().unchanged()
                : 0;
    }
}
