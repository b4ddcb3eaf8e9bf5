package dev.opsdeck.server.sync;

import dev.opsdeck.api.sync.RollbackPlan;
import dev.opsdeck.api.sync.SyncCounts;
import dev.opsdeck.api.sync.SyncRun;
import dev.opsdeck.api.sync.SyncState;
import dev.opsdeck.server.db.DatabaseUnavailable;
import java.time.InstantSource;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Takes back the last generation of a source. It is one transaction: it cannot be cancelled, and a server that dies in
/// it leaves the generation as it was.
final class RollbackJob implements Job {

    private static final Logger LOG = LoggerFactory.getLogger(RollbackJob.class);

    private final SyncRepository runs;
    private final GenerationRepository generations;
    private final InstantSource clock;
    private volatile SyncRun snapshot;

    RollbackJob(SyncRun run, SyncRepository runs, GenerationRepository generations, InstantSource clock) {
        this.snapshot = run;
        this.runs = runs;
        this.generations = generations;
        this.clock = clock;
    }

    @Override
    public SyncRun snapshot() {
        return snapshot;
    }

    @Override
    public void cancel() {
        // Neither half of a rollback is of use.
    }

    @Override
    public void stop() {
        cancel();
    }

    @Override
    public void run() {
        SyncRun run = snapshot;
        Optional<SyncRun> done = Optional.empty();
        String fault = "There is nothing to take back any more.";
        try {
            done = generations.rollBack(run.source(), RunEnd.now(clock), plan -> ended(run, plan));
        } catch (DatabaseUnavailable e) {
            fault = "The database went away; the catalogue is as before. Start the rollback again.";
        } catch (LostLock e) {
            fault = "The rollback was silent for too long and lost its lock; the catalogue is as before.";
        } catch (RuntimeException e) {
            LOG.error("The rollback of {} failed", run.source(), e);
            fault = "An error in the server ended the rollback; the catalogue is as before. Its log says more.";
        }
        String why = fault;
        snapshot = done.orElseGet(() -> failed(run, why));
    }

    private SyncRun failed(SyncRun run, String fault) {
        SyncRun end = RunEnd.of(run, SyncState.FAILED, SyncCounts.NONE, fault, RunEnd.now(clock));
        try {
            runs.finish(end);
        } catch (RuntimeException e) {
            LOG.warn("The end of run {} could not be stored; it is tidied up later", end.id(), e);
        }
        return end;
    }

    private SyncRun ended(SyncRun run, RollbackPlan plan) {
        SyncCounts counts = new SyncCounts(0, plan.broughtBack(), plan.restored(), 0, plan.archived(), 0, 0, 0);
        return RunEnd.of(run, SyncState.ROLLED_BACK, counts, sentence(plan), RunEnd.now(clock));
    }

    private static String sentence(RollbackPlan plan) {
        return "Took back run " + plan.run() + ": " + plan.restored() + " products are as before it, "
                + plan.broughtBack() + " that it archived are back, " + plan.archived()
                + " that it added are archived; " + plan.edited() + " were edited since and stay as they are.";
    }
}
