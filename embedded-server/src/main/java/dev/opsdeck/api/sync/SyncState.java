package dev.opsdeck.api.sync;

import com.fasterxml.jackson.annotation.JsonProperty;

/// How far a run is. Only `running` ever changes.
public enum SyncState {
    @JsonProperty("running")
    RUNNING,
    /// The new generation is visible.
    @JsonProperty("done")
    DONE,
    /// A rehearsal: counted, and nothing written.
    @JsonProperty("rehearsed")
    REHEARSED,
    /// It took back the run before it.
    @JsonProperty("rolled_back")
    ROLLED_BACK,
    /// It would have archived more, or changed more prices by much, than the source allows; nothing was written. Start
    /// it again with `allowArchive` or `allowJumps`.
    @JsonProperty("needs_approval")
    NEEDS_APPROVAL,
    /// The catalogue is as before; the reason is in the run.
    @JsonProperty("failed")
    FAILED,
    /// Cancelled by a person; the catalogue is as before.
    @JsonProperty("cancelled")
    CANCELLED
}
