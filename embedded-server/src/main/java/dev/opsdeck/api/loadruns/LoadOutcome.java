package dev.opsdeck.api.loadruns;

import com.fasterxml.jackson.annotation.JsonProperty;

/// What a comparison says of the later run.
public enum LoadOutcome {
    @JsonProperty("better")
    BETTER,
    @JsonProperty("same")
    SAME,
    @JsonProperty("worse")
    WORSE,
    /// The figures vary too much, or are too few, to say.
    @JsonProperty("inconclusive")
    INCONCLUSIVE
}
