package dev.opsdeck.server.flushes;

import dev.opsdeck.server.http.Access;
import dev.opsdeck.server.http.Answers;
import dev.opsdeck.server.http.Params;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;

/// `/ops/flushes`: the flushes, newest first, and one with its curve.
final class FlushRoutes implements HttpService {

    private static final int DEFAULT_LIMIT = 20;

    private final Flushes flushes;
    private final Answers answers;
    private final Access access;

    FlushRoutes(Flushes flushes, Answers answers, Access access) {
        this.flushes = flushes;
        this.answers = answers;
        this.access = access;
    }

    @Override
    public void routing(HttpRules rules) {
        rules.get("/flushes", access.viewer(this::list)).get("/flushes/{id:[0-9]+}", access.viewer(this::report));
    }

    private void list(ServerRequest req, ServerResponse res) {
        answers.ok(req, res, flushes.list(Params.of(req).limit(DEFAULT_LIMIT, Flushes.KEPT)));
    }

    private void report(ServerRequest req, ServerResponse res) {
        answers.ok(req, res, flushes.report(Params.of(req).pathId()));
    }
}
