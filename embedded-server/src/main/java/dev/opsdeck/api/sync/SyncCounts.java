package dev.opsdeck.api.sync;

/// What a run found, in rows of the feed, but `archived` in products.
///
/// @param read      rows in the feed
/// @param added     products that are new
/// @param changed   products of which a written field differs
/// @param unchanged products as they were
/// @param archived  products of this source that vanished from the feed
/// @param rejected  rows not taken, with reason
/// @param repeated  rows whose id stood in the feed before
/// @param warnings  values repaired or dropped; the row was taken
public record SyncCounts(
        long read,
        long added,
        long changed,
        long unchanged,
        long archived,
        long rejected,
        long repeated,
        long warnings) {

    /// Nothing read yet.
    public static final SyncCounts NONE = new SyncCounts(0, 0, 0, 0, 0, 0, 0, 0);
}
