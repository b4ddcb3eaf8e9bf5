package dev.opsdeck.server.loadrun;

import dev.opsdeck.api.loadruns.LoadRequest;
import dev.opsdeck.server.http.Access;
import dev.opsdeck.server.http.Answers;
import dev.opsdeck.server.http.ApiException;
import dev.opsdeck.server.http.Bodies;
import dev.opsdeck.server.http.Params;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// `/ops/load-runs`.
public final class LoadRoutes implements HttpService {

    private static final String BEARER = "Bearer ";
    private static final int PAGE = 20;
    private static final int MOST = 200;
    private static final int LONGEST_ID = 10;
    private static final int LONGEST_TARGET = 512;

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
                .delete("/{id:[0-9]+}", access.operator(this::stop))
                .get("/compare", access.viewer(this::compare))
                .get("/{id:[0-9]+}/record", access.viewer(this::record))
                .get("/{id:[0-9]+}/report", access.viewer(this::page))
                .put("/{id:[0-9]+}/baseline", access.operator(this::mark))
                .delete("/{id:[0-9]+}/baseline", access.operator(this::unmark));
    }

    private void list(ServerRequest req, ServerResponse res) {
        Params params = Params.of(req);
        String target = params.text("target", LONGEST_TARGET);
        answers.ok(
                req,
                res,
                runs.library()
                        .list(
                                target == null ? null : Targets.normal(target),
                                params.limit(PAGE, MOST),
                                params.offset()));
    }

    private void start(ServerRequest req, ServerResponse res) {
        LoadRequest order = bodies.read(req, LoadRequest.class);
        answers.accepted(
                req, res, runs.start(order, token(req), Access.caller(req).actor()));
    }

    private void report(ServerRequest req, ServerResponse res) {
        answers.ok(req, res, runs.library().report(Params.of(req).pathId()));
    }

    private void stop(ServerRequest req, ServerResponse res) {
        answers.accepted(req, res, runs.stop(Params.of(req).pathId()));
    }

    private void compare(ServerRequest req, ServerResponse res) {
        Params params = Params.of(req);
        answers.ok(req, res, runs.library().compare(id(params, "a"), id(params, "b")));
    }

    private static long id(Params params, String name) {
        int id = params.whole(name, 0, 0, Integer.MAX_VALUE);
        if (id == 0) {
            throw ApiException.badRequest(name, "Give the number of a load run as '" + name + "'.");
        }
        return id;
    }

    private void record(ServerRequest req, ServerResponse res) {
        answers.ok(req, res, runs.library().record(Params.of(req).pathId()));
    }

    private void page(ServerRequest req, ServerResponse res) {
        Params params = Params.of(req);
        boolean compared = params.text("baseline", LONGEST_ID) != null;
        byte[] page = runs.library().page(params.pathId(), compared ? id(params, "baseline") : null);
        answers.text(req, res, "text/html; charset=utf-8", new String(page, StandardCharsets.UTF_8));
    }

    private void mark(ServerRequest req, ServerResponse res) {
        baseline(req, res, true);
    }

    private void unmark(ServerRequest req, ServerResponse res) {
        baseline(req, res, false);
    }

    private void baseline(ServerRequest req, ServerResponse res, boolean marked) {
        answers.ok(
                req,
                res,
                runs.baseline(
                        Params.of(req).pathId(), marked, Access.caller(req).actor()));
    }

    /// Only handed to this very server again.
    private static @Nullable String token(ServerRequest req) {
        String header = req.headers().first(HeaderNames.AUTHORIZATION).orElse("");
        return header.regionMatches(true, 0, BEARER, 0, BEARER.length())
                ? header.substring(BEARER.length()).strip()
                : null;
    }
}
