package dev.opsdeck.console.task;

/// Something that goes on until it is told to stop.
@FunctionalInterface
public interface Cancellable extends AutoCloseable {

    /// Stops it. May be called twice, on any thread.
    @Override
    void close();
}
