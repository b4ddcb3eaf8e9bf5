package dev.opsdeck.server.metrics;

import dev.opsdeck.server.http.Access;
import dev.opsdeck.server.http.Answers;
import dev.opsdeck.server.metrics.MetricText.Format;
import io.helidon.http.HeaderNames;
import io.helidon.http.HttpMediaType;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.function.Function;

/// `GET /metrics` for scrapers: with a viewer's token, or without one from this machine. OpenMetrics for who prefers
/// it, as Prometheus does; its older format for everybody else.
final class MetricsRoutes implements HttpService {

    private final Answers answers;
    private final Handler guarded;
    private final Function<Format, String> exposition;

    MetricsRoutes(Answers answers, Access access, Function<Format, String> exposition) {
        this.answers = answers;
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
        Format format = format(req);
        res.headers().set(HeaderNames.VARY, "Accept, Accept-Encoding");
        answers.passing(req, res, format.contentType(), exposition.apply(format));
    }

    private static Format format(ServerRequest req) {
        double open = 0;
        double plain = 0;
        for (HttpMediaType type : req.headers().acceptedTypes()) {
            if (type.type().equals("application") && type.subtype().equals("openmetrics-text")) {
                open = Math.max(open, type.qualityFactor());
            } else if (type.type().equals("text") && type.subtype().equals("plain")) {
                plain = Math.max(plain, type.qualityFactor());
            }
        }
        return open > 0 && open >= plain ? Format.OPEN_METRICS : Format.PROMETHEUS;
    }

    private static boolean local(SocketAddress address) {
        return address instanceof InetSocketAddress inet && inet.getAddress().isLoopbackAddress();
    }
}
