package dev.opsdeck.server.sync;

import dev.opsdeck.api.sync.SyncRun;

/// A run under way, which holds the lock of its source. [#run] is called once, on a thread of its own, and never
/// throws; the rest by anybody.
interface Job extends Runnable {

    /// How far it is.
    SyncRun snapshot();

    /// Ends it as soon as it can; what is in its transaction already goes on.
    void cancel();

    /// As [#cancel], because the server stops.
    void stop();
}
