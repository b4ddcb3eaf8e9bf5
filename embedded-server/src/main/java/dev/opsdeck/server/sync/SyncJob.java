package dev.opsdeck.server.sync;

import dev.opsdeck.api.sync.RowIssue;
import dev.opsdeck.api.sync.SourceDraft;
import dev.opsdeck.api.sync.SyncCounts;
import dev.opsdeck.api.sync.SyncRun;
import dev.opsdeck.api.sync.SyncState;
import dev.opsdeck.server.db.DatabaseUnavailable;
import dev.opsdeck.server.sync.feed.Feed;
import dev.opsdeck.server.sync.feed.FeedFailure;
import dev.opsdeck.server.sync.feed.FeedInput;
import dev.opsdeck.server.sync.feed.FeedLimits;
import dev.opsdeck.server.sync.feed.FeedRow;
import dev.opsdeck.server.sync.feed.FeedSettings;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One run of one source, from the first byte to the end of the transaction. [#run] is called once, on a thread of its
/// own, and never throws; [#cancel] and [#snapshot] by anybody. The thread is never interrupted, because that would
/// close H2's file under everybody.
final class SyncJob implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(SyncJob.class);
    private static final long EVENT_NANOS = 250_000_000L;
    private static final int LONGEST_REASON = 1_000;

    private final SourceDraft source;
    private final Opening opening;
    private final boolean dryRun;
    private final boolean allowArchive;
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
    record Order(boolean dryRun, boolean allowArchive) {}

    SyncJob(
            SyncRun run,
            SourceDraft source,
            Opening opening,
            Order order,
            SyncRepository runs,
            StagingRepository staging,
            FeedLimits limits,
            InstantSource clock,
            LongSupplier nanos,
            Consumer<SyncRun> progress) {
        this.snapshot = run;
        this.source = source;
        this.opening = opening;
        this.dryRun = order.dryRun();
        this.allowArchive = order.allowArchive();
        this.runs = runs;
        this.staging = staging;
        this.limits = limits;
        this.clock = clock;
        this.nanos = nanos;
        this.progress = progress;
        this.lastEvent = nanos.getAsLong();
    }

    SyncRun snapshot() {
        return snapshot;
    }

    /// Ends the run as soon as it can, unless it is being published already.
    void cancel() {
        cancelled.set(true);
        closeInput();
    }

    /// As [#cancel], because the server stops.
    void stop() {
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
        } catch (StagingRepository.LostLock e) {
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
            StagedBatch batch = new StagedBatch(run.id(), runs, staging);
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
            return publish(batch.counts());
        }
    }

    private static void remarks(Feed feed, StagedBatch batch) {
        for (RowIssue remark = feed.remark(); remark != null; remark = feed.remark()) {
            batch.remark(remark);
        }
    }

    private SyncRun publish(SyncCounts read) {
        SyncRun run = snapshot();
        StagingRepository.Effect effect = staging.effect(run.id(), source.name(), source.network());
        if (dryRun) {
            return ended(SyncState.REHEARSED, counted(read, effect), null);
        }
        BigDecimal allowed = source.maxArchiveShare() == null ? BigDecimal.ZERO : source.maxArchiveShare();
        BigDecimal owned = BigDecimal.valueOf(effect.owned());
        if (!allowArchive && BigDecimal.valueOf(effect.archived()).compareTo(allowed.multiply(owned)) > 0) {
            return ended(
                    SyncState.NEEDS_APPROVAL,
                    counted(read, effect),
                    effect.archived() + " of " + effect.owned()
                            + " products of this source are not in the feed, more than"
                            + " the share that may be archived without asking. Nothing was written: check the feed, or"
                            + " start the run again and allow it.");
        }
        if (cancelled.get()) {
            throw new Cancelled();
        }
        Instant at = now();
        SyncRun done = staging.publish(
                run.id(),
                source.name(),
                source.network(),
                at,
                written -> ended(SyncState.DONE, counted(read, written), null));
        snapshot = done;
        return done;
    }

    private static SyncCounts counted(SyncCounts read, StagingRepository.Effect effect) {
        return new SyncCounts(
                read.read(),
                effect.added(),
                effect.changed(),
                effect.unchanged(),
                effect.archived(),
                read.rejected(),
                read.repeated(),
                read.warnings());
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
        SyncRun run = snapshot();
        String kept = reason == null
                ? null
                : reason.replace('\0', ' ').substring(0, Math.min(reason.length(), LONGEST_REASON));
        return new SyncRun(run.id(), run.source(), state, run.startedAt(), now(), run.format(), counts, null, kept);
    }

    /// Stores the end, where the transaction has not done so, and drops what was staged. Where the database is gone
    /// this
    /// fails; the run is then found dead by its silence.
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

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    /// Ends the reading.
    private static final class Cancelled extends RuntimeException {

        private static final long serialVersionUID = 1L;

        Cancelled() {
            super(null, null, false, false);
        }
    }

    /// The products that a run brought into the catalogue, or found there as they are.
    static long written(SyncRun run) {
        return run.state() == SyncState.DONE
                ? run.counts().added() + run.counts().changed() + run.counts().unchanged()
                : 0;
    }
}
