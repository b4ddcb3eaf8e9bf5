package dev.opsdeck.server.metrics;

/// Whose request it was.
enum TrafficKind {
    USER,
    /// Marked as part of a load run that this server itself started.
    LOAD_RUN
}
