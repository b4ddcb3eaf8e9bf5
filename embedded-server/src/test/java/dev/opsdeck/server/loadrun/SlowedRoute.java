package dev.opsdeck.server.loadrun;

import io.helidon.config.Config;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.FilterChain;
import io.helidon.webserver.http.RoutingRequest;
import io.helidon.webserver.http.RoutingResponse;
import io.helidon.webserver.spi.ServerFeature;
import io.helidon.webserver.spi.ServerFeatureProvider;

/// Makes one route of an unchanged server slower by a share of the time that it takes anyway, each request by a share
/// of its own time. That is a build that is slower on one route, for `packaging/bench/load-pairs.sh`: Helidon finds
/// this class when a file `META-INF/services/io.helidon.webserver.spi.ServerFeatureProvider` on the class path names
/// it, which none does but the script's.
///
/// The time is spent computing, as a slower build would, and not asleep: a sleep of a tenth of a millisecond takes half
/// as long again.
public final class SlowedRoute implements ServerFeatureProvider<SlowedRoute.Slowing> {

    /// System properties: the path that is slowed, without query, and by which share, such as 0.1.
    private static final String PATH = "opsdeck.slowed.path";

    private static final String SHARE = "opsdeck.slowed.share";

    /// What took longer has waited for others. A tenth of that would make those behind it wait still longer, without
    /// end.
    private static final long LONGEST_NANOS = 20_000_000;

    /// Asked by Helidon only.
    public SlowedRoute() {}

    @Override
    public String configKey() {
        return "opsdeck-slowed";
    }

    @Override
    public Slowing create(Config config, String name) {
        return new Slowing(System.getProperty(PATH, ""), Double.parseDouble(System.getProperty(SHARE, "0")));
    }

    /// What is put in front of the server's own routing.
    ///
    /// @param path  is slowed
    /// @param share of the time from the request's way in to the moment before its answer is sent
    public record Slowing(String path, double share) implements ServerFeature {

        @Override
        public String name() {
            return "slowed";
        }

        @Override
        public String type() {
            return "opsdeck-slowed";
        }

        @Override
        public void setup(ServerFeatureContext context) {
            context.socket(WebServer.DEFAULT_SOCKET_NAME).httpRouting().addFilter(this::filter);
        }

        private void filter(FilterChain chain, RoutingRequest request, RoutingResponse response) {
            if (request.path().path().equals(path)) {
                long begin = System.nanoTime();
                response.beforeSend(() -> spend(begin));
            }
            chain.proceed();
        }

        private void spend(long begin) {
            long now = System.nanoTime();
            long end = now + Math.round(Math.min(now - begin, LONGEST_NANOS) * share);
            while (System.nanoTime() < end) {
                Thread.onSpinWait();
            }
        }
    }
}
