package dev.opsdeck.api.insights;

import com.fasterxml.jackson.annotation.JsonProperty;

/// What is looked for.
public enum InsightKind {
    /// What the heap holds after collections rises for hours.
    @JsonProperty("memory_leak")
    MEMORY_LEAK,
    /// A cache whose values are hardly ever asked for again.
    @JsonProperty("idle_cache")
    IDLE_CACHE,
    /// Virtual threads that block the thread that carries them.
    @JsonProperty("blocked_carrier")
    BLOCKED_CARRIER,
    /// A statement that single requests repeat (N+1).
    @JsonProperty("repeated_statement")
    REPEATED_STATEMENT
}
