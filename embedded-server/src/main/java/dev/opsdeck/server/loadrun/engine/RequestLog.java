package dev.opsdeck.server.loadrun.engine;

/// Is told the times of every request that was sent and has ended, on the thread that sent it: what the figures are
/// made of. A run keeps none of them; a check of the figures does.
@FunctionalInterface
interface RequestLog {

    RequestLog NONE = (intended, begun, ended) -> {};

    /// All by the clock of the engine, in nanoseconds.
    void ended(long intended, long begun, long ended);
}
