package dev.opsdeck.server.loadrun;

import dev.opsdeck.api.loadruns.LoadRequest;
import dev.opsdeck.server.http.Access;
import dev.opsdeck.server.http.Answers;
import dev.opsdeck.server.http.Bodies;
import dev.opsdeck.server.http.Params;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import org.jspecify.annotations.Nullable;

/// `/ops/load-runs`.
public final class LoadRoutes implements HttpService {

    private static final String BEARER = "Bearer ";
    private static final int PAGE = 20;
    private static final int MOST = 200;

    private final LoadRuns runs;
    private final Answers answers;
    private final Bodies bodies;
    private final Access access;

    public LoadRoutes(LoadRuns runs, Answers answers, Bodies bodies, Access access) {
        this.runs = runs;
        this.answers = answers;
        this.bodies = bodies;
        this.access = access;
    }

    @Override
    public void routing(HttpRules rules) {
        rules.get("/", access.viewer(this::list))
                .post("/", access.operator(this::start))
                .get("/{id:[0-9]+}", access.viewer(this::report))
                .delete("/{id:[0-9]+}", access.operator(this::stop));
    }

    private void list(ServerRequest req, ServerResponse res) {
        Params params = Params.of(req);
        answers.ok(req, res, runs.list(params.limit(PAGE, MOST), params.offset()));
    }

    private void start(ServerRequest req, ServerResponse res) {
        LoadRequest order = bodies.read(req, LoadRequest.class);
        answers.accepted(
                req, res, runs.start(order, token(req), Access.caller(req).actor()));
    }

    private void report(ServerRequest req, ServerResponse res) {
        answers.ok(req, res, runs.report(Params.of(req).pathId()));
    }

    private void stop(ServerRequest req, ServerResponse res) {
        answers.accepted(req, res, runs.stop(Params.of(req).pathId()));
    }

    /// Only handed to this very server again.
    private static @Nullable String token(ServerRequest req) {
        String header = req.headers().first(HeaderNames.AUTHORIZATION).orElse("");
        return header.regionMatches(true, 0, BEARER, 0, BEARER.length())
                ? header.substring(BEARER.length()).strip()
                : null;
    }
}
