package dev.opsdeck.server.audit;

import dev.opsdeck.server.http.Access;
import dev.opsdeck.server.http.Answers;
import dev.opsdeck.server.http.ApiException;
import dev.opsdeck.server.http.Params;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/// `/ops/log`: the log of actions, newest first.
public final class LogRoutes implements HttpService {

    private static final int DEFAULT_LIMIT = 100;
    private static final int MAX_LIMIT = 1_000;

    private final StoredActionLog log;
    private final Answers answers;
    private final Access access;
    private final InstantSource clock;

    public LogRoutes(StoredActionLog log, Answers answers, Access access, InstantSource clock) {
        this.log = log;
        this.answers = answers;
        this.access = access;
        this.clock = clock;
    }

    @Override
    public void routing(HttpRules rules) {
        rules.get("/log", access.viewer(this::list));
    }

    private void list(ServerRequest req, ServerResponse res) {
        Params params = Params.of(req);
        Instant to = params.instant("to");
        // What happened in this very millisecond is asked for as well.
        Instant end = to == null ? clock.instant().plusSeconds(1) : to;
        Instant from = params.instant("from");
        Instant begin = from == null ? end.minus(Duration.ofDays(1)) : from;
        if (!begin.isBefore(end)) {
            throw ApiException.badRequest("from", "'from' must be before 'to'.");
        }
        answers.ok(req, res, log.list(begin, end, params.limit(DEFAULT_LIMIT, MAX_LIMIT)));
    }
}
