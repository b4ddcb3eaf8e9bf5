package dev.opsdeck.api.sync;

import java.util.List;

/// What a run would do, or did, to single products; counted in a rehearsal, in a run that waits for approval, and in a
/// run of a source that limits its price jumps.
///
/// @param vanished   products that are not in the feed any more; at most 1,000 a run are kept
/// @param jumps      products whose price jumps, the largest first; likewise
/// @param priceJumps how many prices jump in all; how many products vanish is `archived` in the counts of the run
public record SyncChanges(List<SyncChange> vanished, List<SyncChange> jumps, long priceJumps) {

    public SyncChanges {
        vanished = List.copyOf(vanished);
        jumps = List.copyOf(jumps);
    }
}
