package dev.opsdeck.api.loadruns;

import com.fasterxml.jackson.annotation.JsonProperty;

/// How far a run is.
public enum LoadState {
    @JsonProperty("running")
    RUNNING,
    /// Ran its time.
    @JsonProperty("done")
    DONE,
    /// Stopped by a person; its figures are those until then.
    @JsonProperty("stopped")
    STOPPED,
    /// Could not go on; the reason is in the run.
    @JsonProperty("failed")
    FAILED
}
