package dev.opsdeck.server.stream;

import dev.opsdeck.server.http.Access;
import dev.opsdeck.server.http.ApiException;
import io.helidon.common.media.type.MediaTypes;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.Method;
import io.helidon.http.sse.SseEvent;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.helidon.webserver.sse.SseSink;
import java.io.UncheckedIOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// `/ops/live`: server-sent events until one side goes. Each stream lives on the thread of its request.
public final class StreamRoutes implements HttpService {

    private static final Logger LOG = LoggerFactory.getLogger(StreamRoutes.class);
    private static final HeaderName LAST_EVENT_ID = HeaderNames.create("Last-Event-ID");
    private static final HeaderName ACCEL_BUFFERING = HeaderNames.create("X-Accel-Buffering");

    private final Access access;
    private final EventFeed feed;
    private final Duration heartbeat;

    /// @param heartbeat after how much silence a comment is sent, so that both sides notice a dead connection
    public StreamRoutes(Access access, EventFeed feed, Duration heartbeat) {
        this.access = access;
        this.feed = feed;
        this.heartbeat = heartbeat;
    }

    @Override
    public void routing(HttpRules rules) {
        rules.get("/live", access.viewer(this::live));
    }

    private void live(ServerRequest req, ServerResponse res) {
        if (!req.headers().isAccepted(MediaTypes.TEXT_EVENT_STREAM)) {
            throw ApiException.badRequest(null, "This is a stream of events: ask with 'Accept: text/event-stream'.");
        }
        Long lastSeen = lastSeen(req);
        if (req.prologue().method().equals(Method.HEAD)) {
            res.headers().contentType(MediaTypes.TEXT_EVENT_STREAM);
            res.headers().set(HeaderNames.CACHE_CONTROL, "no-cache");
            res.send();
            return;
        }
        try (Subscription subscription = feed.subscribe(lastSeen)) {
            if (subscription == null) {
                throw ApiException.unavailable(
                        "Too many consoles are connected to this server. Close one and try" + " again.");
            }
            // Neither compressed nor buffered by a proxy: an event must leave at once.
            res.headers().set(HeaderNames.CONTENT_ENCODING, "identity");
            res.headers().set(ACCEL_BUFFERING, "no");
            try (SseSink sink = res.sink(SseSink.TYPE)) {
                stream(subscription, sink);
            }
        } catch (UncheckedIOException gone) {
            LOG.debug("A subscriber went away", gone);
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
        }
    }

    private void stream(Subscription subscription, SseSink sink) throws InterruptedException {
        for (Numbered event : subscription.missed()) {
            subscription.write(() -> emit(sink, event));
        }
        Mailbox mailbox = subscription.mailbox();
        while (!mailbox.closed()) {
            Numbered event = mailbox.take(heartbeat.toNanos());
            if (event != null) {
                subscription.write(() -> emit(sink, event));
            } else if (!mailbox.closed()) {
                subscription.write(
                        () -> sink.emit(SseEvent.builder().comment("still here").build()));
            }
        }
    }

    private static void emit(SseSink sink, Numbered event) {
        sink.emit(SseEvent.builder()
                .id(Long.toString(event.id()))
                .name(event.event().name())
                .data(event.text().json())
                .build());
    }

    private static @Nullable Long lastSeen(ServerRequest req) {
        String text = req.headers().first(LAST_EVENT_ID).orElse("").strip();
        if (text.isEmpty()) {
            return null;
        }
        try {
            return Long.valueOf(text);
        } catch (NumberFormatException notOurs) {
            throw ApiException.badRequest("Last-Event-ID", "'Last-Event-ID' is not a number that this server gave.");
        }
    }
}
