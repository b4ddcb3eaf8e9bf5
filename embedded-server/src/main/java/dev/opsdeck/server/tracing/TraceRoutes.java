package dev.opsdeck.server.tracing;

import dev.opsdeck.api.traces.Trace;
import dev.opsdeck.api.traces.TracingStatus;
import dev.opsdeck.server.http.Access;
import dev.opsdeck.server.http.Answers;
import dev.opsdeck.server.http.ApiException;
import dev.opsdeck.server.http.Params;
import io.helidon.http.Status;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.Locale;
import java.util.function.Supplier;

/// `/ops/traces` and `/ops/tracing`.
final class TraceRoutes implements HttpService {

    private static final int PAGE = 50;
    private static final int MOST = 200;
    private static final int MAX_TEXT = 200;
    private static final int MAX_MILLIS = 3_600_000;

    private final TraceStore store;
    private final Supplier<TracingStatus> status;
    private final Answers answers;
    private final Access access;

    TraceRoutes(TraceStore store, Supplier<TracingStatus> status, Answers answers, Access access) {
        this.store = store;
        this.status = status;
        this.answers = answers;
        this.access = access;
    }

    @Override
    public void routing(HttpRules rules) {
        rules.get("/tracing", access.viewer(this::status))
                .get("/traces", access.viewer(this::list))
                .get("/traces/{trace}", access.viewer(this::one));
    }

    private void status(ServerRequest req, ServerResponse res) {
        answers.write(req, res, Status.OK_200, status.get());
    }

    private void list(ServerRequest req, ServerResponse res) {
        Params params = Params.of(req);
        TraceRepository.Filter filter = new TraceRepository.Filter(
                params.text("route", MAX_TEXT), params.whole("minMillis", 0, 0, MAX_MILLIS), params.flag("error"));
        TraceCursor after = TraceCursor.parse(params.text("after", MAX_TEXT));
        answers.ok(req, res, store.list(filter, after, params.limit(PAGE, MOST)));
    }

    private void one(ServerRequest req, ServerResponse res) {
        Trace trace = store.find(Params.of(req).path("trace").toLowerCase(Locale.ROOT));
        if (trace == null) {
            throw ApiException.notFound(
                    "This trace is not kept any more, or never was: only the last ones are, and of many at once some.");
        }
        answers.ok(req, res, trace);
    }
}
