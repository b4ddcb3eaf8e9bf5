package dev.opsdeck.server.metrics;

import dev.opsdeck.server.http.Access;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.charset.StandardCharsets;

/// `GET /metrics` for scrapers: with a viewer's token, or without one from this machine.
final class MetricsRoutes implements HttpService {

    private final Handler guarded;
    private final Exposition exposition;

    MetricsRoutes(Access access, Exposition exposition) {
        this.exposition = exposition;
        this.guarded = access.viewer(this::answer);
    }

    @Override
    public void routing(HttpRules rules) {
        rules.get("/metrics", this::metrics);
    }

    private void metrics(ServerRequest req, ServerResponse res) throws Exception {
        // A proxy on this machine is not the scraper: what it passes on says so in a header.
        if (local(req.remotePeer().address()) && !req.headers().contains(HeaderNames.X_FORWARDED_FOR)) {
            answer(req, res);
        } else {
            guarded.handle(req, res);
        }
    }

    private void answer(ServerRequest req, ServerResponse res) {
        res.headers().set(HeaderNames.CONTENT_TYPE, "text/plain; version=0.0.4; charset=utf-8");
        res.headers().set(HeaderValues.CACHE_NO_CACHE);
        res.send(exposition.text().getBytes(StandardCharsets.UTF_8));
    }

    private static boolean local(SocketAddress address) {
        return address instanceof InetSocketAddress inet && inet.getAddress().isLoopbackAddress();
    }
}
