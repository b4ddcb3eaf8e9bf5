package dev.opsdeck.server.requests;

import dev.opsdeck.api.requests.QuerySort;
import dev.opsdeck.api.requests.RequestKind;
import dev.opsdeck.api.requests.RequestLogChange;
import dev.opsdeck.server.db.QueryStatistics;
import dev.opsdeck.server.http.Access;
import dev.opsdeck.server.http.Answers;
import dev.opsdeck.server.http.ApiException;
import dev.opsdeck.server.http.Bodies;
import dev.opsdeck.server.http.Params;
import io.helidon.http.Status;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/// `/ops/requests` and `/ops/queries`.
public final class RequestRoutes implements HttpService {

    private static final int PAGE = 50;
    private static final int MOST = 200;
    private static final int MAX_QUERIES = 1_000;
    private static final int MAX_TEXT = 200;

    private final RequestLog log;
    private final QueryStatistics queries;
    private final Answers answers;
    private final Bodies bodies;
    private final Access access;
    private final InstantSource clock;

    public RequestRoutes(
            RequestLog log,
            QueryStatistics queries,
            Answers answers,
            Bodies bodies,
            Access access,
            InstantSource clock) {
        this.log = log;
        this.queries = queries;
        this.answers = answers;
        this.bodies = bodies;
        this.access = access;
        this.clock = clock;
    }

    @Override
    public void routing(HttpRules rules) {
        rules.get("/requests", access.viewer(this::list))
                .get("/requests/settings", access.viewer(this::settings))
                .put("/requests/settings", access.operator(this::change))
                .get("/queries", access.viewer(this::queries))
                .delete("/queries", access.operator(this::reset));
    }

    private void list(ServerRequest req, ServerResponse res) {
        Params params = Params.of(req);
        RequestKind kind = params.choice("kind", RequestKind.class);
        Instant from = params.instant("from");
        Instant to = params.instant("to");
        Instant begin = from == null ? Instant.EPOCH : from;
        // What was answered in this very millisecond is asked for as well, and other servers' clocks may be ahead.
        Instant end = to == null ? clock.instant().plus(Duration.ofDays(1)) : to;
        if (!begin.isBefore(end)) {
            throw ApiException.badRequest("from", "'from' must be before 'to'.");
        }
        RequestRepository.Filter filter = new RequestRepository.Filter(
                kind == null ? RequestKind.SLOW : kind, begin, end, params.text("route", MAX_TEXT));
        RequestCursor after = RequestCursor.parse(params.text("after", MAX_TEXT));
        answers.ok(req, res, log.list(filter, after, params.limit(PAGE, MOST)));
    }

    private void settings(ServerRequest req, ServerResponse res) {
        answers.ok(req, res, log.settings());
    }

    private void change(ServerRequest req, ServerResponse res) {
        RequestLogChange change = bodies.read(req, RequestLogChange.class);
        answers.write(
                req, res, Status.OK_200, log.change(change, Access.caller(req).actor()));
    }

    private void queries(ServerRequest req, ServerResponse res) {
        Params params = Params.of(req);
        QuerySort sort = params.choice("sort", QuerySort.class);
        // Another at every moment, as it says when it was made: not to be kept.
        answers.write(
                req,
                res,
                Status.OK_200,
                queries.report(
                        sort == null ? QuerySort.TOTAL : sort,
                        params.limit(MAX_QUERIES, MAX_QUERIES),
                        clock.instant()));
    }

    private void reset(ServerRequest req, ServerResponse res) {
        queries.reset();
        answers.noContent(res);
    }
}
