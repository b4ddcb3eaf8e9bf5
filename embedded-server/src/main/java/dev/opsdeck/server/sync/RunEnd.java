package dev.opsdeck.server.sync;

import dev.opsdeck.api.sync.SyncCounts;
import dev.opsdeck.api.sync.SyncRun;
import dev.opsdeck.api.sync.SyncState;
import dev.opsdeck.server.http.Params;
import dev.opsdeck.server.spans.Recording;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/// How runs end. Stateless.
final class RunEnd {

    private static final int LONGEST_REASON = 1_000;

    private RunEnd() {}

    /// The run at its end.
    static SyncRun of(SyncRun run, SyncState state, SyncCounts counts, @Nullable String reason, Instant at) {
        String kept = reason == null
                ? null
                : reason.replace('\0', ' ').substring(0, Math.min(reason.length(), LONGEST_REASON));
        return new SyncRun(run.id(), run.source(), state, run.startedAt(), at, run.format(), counts, null, kept);
    }

    /// Now, as databases keep it.
    static Instant now(InstantSource clock) {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    /// Says in the trace of the run, when there is one, how it ended.
    static void trace(SyncRun run) {
        Recording recording = Recording.current();
        if (recording == null) {
            return;
        }
        recording.attribute("sync.run", Long.toString(run.id()));
        recording.attribute("sync.state", Params.word(run.state()));
        recording.attribute("sync.rows", Long.toString(run.counts().read()));
        if (run.state() == SyncState.FAILED) {
            recording.attribute("error.type", "failed");
            recording.attribute("sync.reason", String.valueOf(run.reason()));
        }
    }

    /// What a run did, for people.
    static String sentence(SyncRun run) {
        SyncCounts c = run.counts();
        String figures = c.read() + " rows: " + c.added() + " added, " + c.changed() + " changed, " + c.unchanged()
                + " unchanged, " + c.archived() + " archived, " + c.rejected() + " rejected, " + c.repeated()
                + " repeated.";
        return switch (run.state()) {
            case DONE -> "Synced '" + run.source() + "', " + figures;
            case REHEARSED -> "Rehearsed '" + run.source() + "', " + figures;
            case ROLLED_BACK -> "Rolled back '" + run.source() + "'. " + run.reason();
            case CANCELLED -> "The sync of '" + run.source() + "' was cancelled.";
            case NEEDS_APPROVAL -> "The sync of '" + run.source() + "' waits for approval: " + run.reason();
            case FAILED, RUNNING -> "The sync of '" + run.source() + "' failed: " + run.reason();
        };
    }
}
