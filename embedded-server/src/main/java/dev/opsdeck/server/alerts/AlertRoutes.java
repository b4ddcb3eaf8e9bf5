package dev.opsdeck.server.alerts;

import dev.opsdeck.api.alerts.Acknowledgement;
import dev.opsdeck.api.alerts.AlertState;
import dev.opsdeck.api.alerts.Observations;
import dev.opsdeck.api.alerts.Severity;
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
import java.time.Instant;

/// `/ops/alerts`.
final class AlertRoutes implements HttpService {

    private static final int PAGE = 50;
    private static final int MOST = 500;

    private final AlertDesk desk;
    private final Answers answers;
    private final Bodies bodies;
    private final Access access;
    private final boolean embedded;

    AlertRoutes(AlertDesk desk, Answers answers, Bodies bodies, Access access, boolean embedded) {
        this.desk = desk;
        this.answers = answers;
        this.bodies = bodies;
        this.access = access;
        this.embedded = embedded;
    }

    @Override
    public void routing(HttpRules rules) {
        rules.get("/", access.viewer(this::list))
                .post("/observations", access.operator(this::observe))
                .get("/{alert}", access.viewer(this::detail))
                .post("/{alert}/ack", access.operator(this::acknowledge));
    }

    private void list(ServerRequest req, ServerResponse res) {
        Params params = Params.of(req);
        Instant from = params.instant("from");
        Instant to = params.instant("to");
        if (from != null && to != null && !from.isBefore(to)) {
            throw ApiException.badRequest("from", "'from' must be before 'to'.");
        }
        AlertQueries.Filter filter = new AlertQueries.Filter(
                params.choice("state", AlertState.class),
                params.text("server", 200),
                params.text("rule", 100),
                params.choice("severity", Severity.class),
                from,
                to);
        AlertCursor after = AlertCursor.parse(params.text("after", 64));
        answers.ok(req, res, desk.list(filter, after, params.limit(PAGE, MOST)));
    }

    private void detail(ServerRequest req, ServerResponse res) {
        String id = id(req);
        answers.ok(req, res, desk.detail(id).orElseThrow(() -> ApiException.notFound("There is no alert of that id.")));
    }

    private void acknowledge(ServerRequest req, ServerResponse res) {
        Acknowledgement said = bodies.readOr(req, Acknowledgement.class, new Acknowledgement(null));
        String id = id(req);
        answers.write(
                req,
                res,
                Status.OK_200,
                desk.acknowledge(id, said, Access.caller(req).actor()));
    }

    private static String id(ServerRequest req) {
        String id = Params.of(req).path("alert");
        if (!id.matches("[0-9a-f]{16}")) {
            throw ApiException.notFound("There is nothing at this address: an alert's id has 16 hex digits.");
        }
        return id;
    }

    private void observe(ServerRequest req, ServerResponse res) {
        if (!embedded) {
            throw ApiException.conflict("Only the backend within a console watches other servers.");
        }
        desk.observe(bodies.read(req, Observations.class).servers());
        answers.noContent(res);
    }
}
