package dev.opsdeck.server.stream;

import dev.opsdeck.api.live.LiveEvent;
import dev.opsdeck.api.live.LiveEvent.Alerted;
import dev.opsdeck.api.live.LiveEvent.Loaded;
import dev.opsdeck.api.live.LiveEvent.Logged;
import dev.opsdeck.api.live.LiveEvent.Sampled;
import dev.opsdeck.api.live.LiveEvent.Synced;
import dev.opsdeck.api.sync.SyncState;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// An event with its sequence number and its JSON.
///
/// @param atNanos when it was published, by the nanosecond clock
record Numbered(long id, long atNanos, LiveEvent event, Text text) {

    /// JSON that is written when the first subscriber sends it: thousands of products may change while nobody
    /// looks. Thread-safe; two subscribers that come at the same moment may both write it.
    static final class Text {

        private final Object data;
        private final Function<Object, byte[]> writer;
        private volatile byte @Nullable [] json;

        Text(Object data, Function<Object, byte[]> writer) {
            this.data = data;
            this.writer = writer;
        }

        byte[] json() {
            byte[] written = json;
            if (written == null) {
                written = writer.apply(data);
                json = written;
            }
            return written;
        }
    }

    /// What it supersedes while it waits: an earlier event with an equal topic. Null for what must not be
    /// dropped: lines of the log, seconds of load runs, alerts, and the end of a run.
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
