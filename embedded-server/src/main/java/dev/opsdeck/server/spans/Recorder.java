package dev.opsdeck.server.spans;

import dev.opsdeck.api.traces.SpanKind;

/// Records a run of the server's own, such as a sync, and keeps it. What a feature is handed to be traced by.
@FunctionalInterface
public interface Recorder {

    /// Records nothing.
    Recorder NONE = (kind, name, work) -> work.run();

    /// Does the work on this thread, recorded. The work may say more of itself by [Recording#attribute]; an attribute
    /// `error.type` says that it failed.
    void record(SpanKind kind, String name, Runnable work);
}
