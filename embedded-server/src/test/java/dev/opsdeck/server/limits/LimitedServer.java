package dev.opsdeck.server.limits;

import dev.opsdeck.server.http.Access;
import dev.opsdeck.server.http.ErrorMapping;
import dev.opsdeck.server.http.HttpFoundation;
import dev.opsdeck.server.http.Json;
import dev.opsdeck.server.http.TrustedProxies;
import dev.opsdeck.server.redis.Redis;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.HttpRouting;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// Limits behind a real socket, in front of routes that only answer. Time stands still until the test moves it.
final class LimitedServer implements AutoCloseable {

    static final String OPERATOR = "operator-token-0123456789";
    static final String VIEWER = "viewer-token-0123456789";
    static final String SIGNED = "7.signed";

    final RateLimits limits;
    final AtomicLong handled = new AtomicLong();

    private final AtomicLong nanos = new AtomicLong();
    private final WebServer web;
    private final HttpClient client = HttpClient.newHttpClient();

    LimitedServer(LimitSettings settings, boolean operatorIsFree, @Nullable Redis redis) {
        limits = new RateLimits(settings, operatorIsFree, SIGNED::equals, nanos::get, redis);
        ErrorMapping errors = new ErrorMapping(new Json());
        web = HttpFoundation.listen("127.0.0.1", 0, errors, routing -> routing(routing, errors));
    }

    private void routing(HttpRouting.Builder routing, ErrorMapping errors) {
        errors.register(routing, UncheckedIOException.class);
        routing.addFilter(new Access(OPERATOR, VIEWER, TrustedProxies.parse("127.0.0.0/8")));
        routing.addFilter(limits);
        routing.any((req, res) -> {
            handled.incrementAndGet();
            res.send("done");
        });
    }

    void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }

    HttpResponse<String> get(String path, String... headers) throws Exception {
        return send("GET", path, headers);
    }

    /// Of that client, as a trusted proxy passes it on.
    HttpResponse<String> from(String address, String path) throws Exception {
        return get(path, "X-Forwarded-For", address);
    }

    HttpResponse<String> send(String method, String path, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + web.port() + path))
                .method(method, HttpRequest.BodyPublishers.noBody());
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    static String[] token(String token) {
        return new String[] {"Authorization", "Bearer " + token};
    }

    @Override
    public void close() {
        web.stop();
        client.close();
    }
}
