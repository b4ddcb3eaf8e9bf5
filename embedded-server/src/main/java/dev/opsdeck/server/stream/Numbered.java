package dev.opsdeck.server.stream;

import dev.opsdeck.api.live.LiveEvent;
import dev.opsdeck.api.live.LiveEvent.Alerted;
import dev.opsdeck.api.live.LiveEvent.Loaded;
import dev.opsdeck.api.live.LiveEvent.Logged;
import dev.opsdeck.api.live.LiveEvent.Sampled;
import dev.opsdeck.api.live.LiveEvent.Synced;
import dev.opsdeck.api.sync.SyncState;
import org.jspecify.annotations.Nullable;

/// An event with its sequence number and its JSON, which is made once for all subscribers.
///
/// @param atNanos when it was published, by the nanosecond clock
@SuppressWarnings("ArrayRecordComponent") // never compared, and written once for all subscribers
record Numbered(long id, long atNanos, LiveEvent event, byte[] json) {

    /// What it supersedes while it waits: an earlier event with an equal topic. Null for what must not be dropped:
    /// lines of the log, seconds of load runs, alerts, and the end of a run.
    @Nullable
    Object topic() {
        return switch (event) {
            case Sampled sampled -> Sampled.NAME;
            case Synced synced ->
                synced.run().state() == SyncState.RUNNING
                        ? new RunTopic(synced.run().id())
                        : null;
            case Loaded loaded -> null;
            case Logged logged -> null;
            case Alerted alerted -> null;
        };
    }

    /// The topic that the end of a run makes pointless: its progress.
    @Nullable
    Object ended() {
        return event instanceof Synced synced ? new RunTopic(synced.run().id()) : null;
    }

    private record RunTopic(long run) {}
}
