package dev.opsdeck.api.sync;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/// The order for a run.
///
/// @param source       name of the source; may be left out when there is exactly one
/// @param dryRun       rehearse: count, and write nothing
/// @param allowArchive go on although more products vanish than the source allows
/// @param allowJumps   go on although more prices jump than the source allows
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SyncRequest(@Nullable String source, boolean dryRun, boolean allowArchive, boolean allowJumps) {

    /// That stops at too many price jumps.
    public SyncRequest(@Nullable String source, boolean dryRun, boolean allowArchive) {
        this(source, dryRun, allowArchive, false);
    }
}
