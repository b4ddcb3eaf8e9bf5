package dev.opsdeck.server.alerts;

import dev.opsdeck.api.Page;
import dev.opsdeck.api.alerts.Silence;
import dev.opsdeck.api.alerts.SilenceDraft;
import dev.opsdeck.server.http.Access;
import dev.opsdeck.server.http.Answers;
import dev.opsdeck.server.http.Bodies;
import dev.opsdeck.server.http.Params;
import io.helidon.http.Status;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;

/// `/ops/silences`.
final class SilenceRoutes implements HttpService {

    private static final int MOST = 500;

    private final AlertDesk desk;
    private final Answers answers;
    private final Bodies bodies;
    private final Access access;

    SilenceRoutes(AlertDesk desk, Answers answers, Bodies bodies, Access access) {
        this.desk = desk;
        this.answers = answers;
        this.bodies = bodies;
        this.access = access;
    }

    @Override
    public void routing(HttpRules rules) {
        rules.get("/", access.viewer(this::list))
                .post("/", access.operator(this::add))
                .delete("/{id}", access.operator(this::end));
    }

    private void list(ServerRequest req, ServerResponse res) {
        answers.ok(req, res, Page.whole(desk.silences(MOST)));
    }

    private void add(ServerRequest req, ServerResponse res) {
        SilenceDraft draft = bodies.read(req, SilenceDraft.class);
        Silence silence = desk.silence(draft, Access.caller(req).actor());
        answers.created(req, res, "/ops/silences/" + silence.id(), silence);
    }

    private void end(ServerRequest req, ServerResponse res) {
        long id = Params.of(req).pathId();
        answers.write(
                req, res, Status.OK_200, desk.endSilence(id, Access.caller(req).actor()));
    }
}
