package dev.opsdeck.server.cache;

import dev.opsdeck.api.Page;
import dev.opsdeck.api.caches.FlushRequest;
import dev.opsdeck.api.caches.FlushResult;
import dev.opsdeck.server.http.Access;
import dev.opsdeck.server.http.Answers;
import dev.opsdeck.server.http.Bodies;
import dev.opsdeck.server.http.Caller;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import org.jspecify.annotations.Nullable;

/// `/ops/caches` and `/ops/cache/flush`.
public final class CacheRoutes implements HttpService {

    private final Caches caches;
    private final Answers answers;
    private final Bodies bodies;
    private final Access access;
    private final Flushed flushed;

    /// Told after every flush.
    @FunctionalInterface
    public interface Flushed {

        /// @param cache the only one that was emptied; null: all
        /// @return what is answered
        FlushResult by(@Nullable String cache, FlushResult result, Caller caller);
    }

    public CacheRoutes(Caches caches, Answers answers, Bodies bodies, Access access, Flushed flushed) {
        this.caches = caches;
        this.answers = answers;
        this.bodies = bodies;
        this.access = access;
        this.flushed = flushed;
    }

    @Override
    public void routing(HttpRules rules) {
        rules.get("/caches", access.viewer(this::figures)).post("/cache/flush", access.operator(this::flush));
    }

    private void figures(ServerRequest req, ServerResponse res) {
        answers.ok(req, res, Page.whole(caches.figures()));
    }

    private void flush(ServerRequest req, ServerResponse res) {
        FlushRequest order = bodies.readOr(req, FlushRequest.class, new FlushRequest(null));
        FlushResult result = caches.flush(order.cache());
        answers.ok(req, res, flushed.by(order.cache(), result, Access.caller(req)));
    }
}
