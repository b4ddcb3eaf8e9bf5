package dev.opsdeck.server.spans;

import dev.opsdeck.api.traces.SpanKind;
import java.util.function.LongSupplier;

/// A part of a run.
public final class Part {

    private Part() {}

    /// What a part does.
    @FunctionalInterface
    public interface Work<T, E extends Exception> {

        T run() throws E;
    }

    /// Does it on this thread, as a span of its own where somebody records.
    ///
    /// @param nanos `System.nanoTime`
    public static <T, E extends Exception> T of(SpanKind kind, String name, LongSupplier nanos, Work<T, E> work)
            throws E {
        Recording recording = Recording.current();
        if (recording == null) {
            return work.run();
        }
        Span span = recording.begin(kind, name, nanos.getAsLong());
        try {
            return work.run();
        } finally {
            recording.end(span, nanos.getAsLong(), null);
        }
    }
}
