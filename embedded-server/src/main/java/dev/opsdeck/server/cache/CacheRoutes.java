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
import java.util.function.BiConsumer;

/// `/ops/caches` and `/ops/cache/flush`.
public final class CacheRoutes implements HttpService {

    private final Caches caches;
    private final Answers answers;
    private final Bodies bodies;
    private final Access access;
    private final BiConsumer<FlushResult, Caller> flushed;

    /// @param flushed told after every flush, with who did it
    public CacheRoutes(
            Caches caches, Answers answers, Bodies bodies, Access access, BiConsumer<FlushResult, Caller> flushed) {
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
        flushed.accept(result, Access.caller(req));
        answers.ok(req, res, result);
    }
}
