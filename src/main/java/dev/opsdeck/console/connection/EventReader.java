package dev.opsdeck.console.connection;

import dev.opsdeck.api.alerts.Alert;
import dev.opsdeck.api.live.LiveEvent;
import dev.opsdeck.api.live.LogEntry;
import dev.opsdeck.api.loadruns.LoadProgress;
import dev.opsdeck.api.metrics.Sample;
import dev.opsdeck.api.sync.SyncRun;
import java.io.IOException;
import java.time.Instant;
import java.util.function.LongSupplier;
import okhttp3.Response;
import okhttp3.sse.EventSource;
import okhttp3.sse.EventSourceListener;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Turns server-sent events into calls of a [StreamListener]. Called on the stream's thread; [#lastSampleNanos]
/// on any.
final class EventReader extends EventSourceListener {

    private static final Logger LOG = LoggerFactory.getLogger(EventReader.class);

    private final Wire wire;
    private final StreamListener listener;
    private final LongSupplier nanoClock;
    private volatile long lastSampleNanos;
    private @Nullable Instant lastSampleAt;
    private @Nullable String lastEventId;

    EventReader(Wire wire, StreamListener listener, LongSupplier nanoClock) {
        this.wire = wire;
        this.listener = listener;
        this.nanoClock = nanoClock;
        this.lastSampleNanos = nanoClock.getAsLong();
    }

    /// When the latest sample came, or the stream began.
    long lastSampleNanos() {
        return lastSampleNanos;
    }

    /// The server's time of the latest sample.
    @Nullable
    Instant lastSampleAt() {
        return lastSampleAt;
    }

    @Nullable
    String lastEventId() {
        return lastEventId;
    }

    @Override
    public void onEvent(EventSource source, @Nullable String id, @Nullable String type, String data) {
        if (id != null && !id.isEmpty()) {
            lastEventId = id;
        }
        try {
            dispatch(type == null ? "" : type, data);
        } catch (IOException e) {
            // A newer server may send what this console does not know; the next event may be fine.
            LOG.warn("An event '{}' of the live stream was not understood", type, e);
        }
    }

    private void dispatch(String type, String data) throws IOException {
        switch (type) {
            case LiveEvent.Sampled.NAME -> {
                Sample sample = wire.read(data, Sample.class);
                lastSampleNanos = nanoClock.getAsLong();
                lastSampleAt = sample.at();
                listener.sample(sample);
            }
            case LiveEvent.Synced.NAME -> listener.sync(wire.read(data, SyncRun.class));
            case LiveEvent.Loaded.NAME -> listener.load(wire.read(data, LoadProgress.class));
            case LiveEvent.Alerted.NAME -> listener.alert(wire.read(data, Alert.class));
            case LiveEvent.Logged.NAME -> listener.log(wire.read(data, LogEntry.class));
            default -> LOG.debug("Event '{}' is not known", type);
        }
    }

    @Override
    public void onFailure(EventSource source, @Nullable Throwable problem, @Nullable Response response) {
        LOG.debug("The live stream ended", problem);
    }
}
