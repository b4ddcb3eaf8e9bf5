package dev.opsdeck.server.tracing;

import io.sentry.JsonSerializer;
import io.sentry.RequestDetails;
import io.sentry.RequestDetailsResolver;
import io.sentry.SentryBaseEvent;
import io.sentry.SentryEnvelope;
import io.sentry.SentryOptions;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;

/// Sends traces to a Sentry project as transactions, and what failed as events. Sentry's library writes them; its own
/// client, with its static state and its threads, is not used.
final class SentryDestination implements Destination {

    private static final String CLIENT = "opsdeck";
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private final URI url;
    private final RequestDetails details;
    private final SentryItems items;
    private final JsonSerializer serializer = new JsonSerializer(new SentryOptions());
    private final HttpClient http;
    private final Duration timeout;

    /// @throws IllegalArgumentException when it is no DSN
    SentryDestination(String dsn, String server, String version) {
        this(dsn, server, version, TIMEOUT);
    }

    SentryDestination(String dsn, String server, String version, Duration timeout) {
        this.details = new RequestDetailsResolver(dsn, CLIENT).resolve();
        this.url = URI.create(details.getUrl().toString());
        this.items = new SentryItems(server, CLIENT + "@" + version);
        this.timeout = timeout;
        this.http = HttpClient.newBuilder().connectTimeout(timeout).build();
    }

    @Override
    public String name() {
        return "sentry";
    }

    @Override
    public String target() {
        return url.toString();
    }

    @Override
    public void send(List<Finished> batch) throws Refused {
        for (Finished finished : batch) {
            for (SentryBaseEvent item : items.of(finished)) {
                post(item);
            }
        }
    }

    private void post(SentryBaseEvent item) throws Refused {
        try {
            HttpRequest.Builder request = HttpRequest.newBuilder(url).timeout(timeout);
            // Not ours to set: the client keeps its connections by itself.
            details.getHeaders().forEach((name, value) -> {
                if (!name.equalsIgnoreCase("Connection")) {
                    request.setHeader(name, value);
                }
            });
            int status = http.send(
                            request.POST(BodyPublishers.ofByteArray(bytes(item)))
                                    .build(),
                            BodyHandlers.discarding())
                    .statusCode();
            if (status / 100 != 2) {
                throw new Refused("It answered with status " + status + ".", Refused.later(status), null);
            }
        } catch (IOException e) {
            String said = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
            throw new Refused("It cannot be reached (" + said + ").", true, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Refused("This server was being stopped.", false, e);
        }
    }

    private byte[] bytes(SentryBaseEvent item) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            serializer.serialize(SentryEnvelope.from(serializer, item, null), out);
        } catch (IOException e) {
            throw e;
        } catch (Exception e) { // declared by the library
            throw new IllegalStateException("an item of Sentry cannot be written", e);
        }
        return out.toByteArray();
    }

    @Override
    public void close() {
        http.shutdownNow();
        http.close();
    }
}
