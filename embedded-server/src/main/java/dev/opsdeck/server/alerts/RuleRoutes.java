package dev.opsdeck.server.alerts;

import dev.opsdeck.api.Page;
import dev.opsdeck.api.alerts.AlertRules;
import dev.opsdeck.api.alerts.BacktestRequest;
import dev.opsdeck.server.http.Access;
import dev.opsdeck.server.http.Answers;
import dev.opsdeck.server.http.Bodies;
import io.helidon.http.Status;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.List;

/// `/ops/alert-rules`.
final class RuleRoutes implements HttpService {

    private final AlertDesk desk;
    private final PastValues past;
    private final Answers answers;
    private final Bodies bodies;
    private final Access access;

    RuleRoutes(AlertDesk desk, PastValues past, Answers answers, Bodies bodies, Access access) {
        this.desk = desk;
        this.past = past;
        this.answers = answers;
        this.bodies = bodies;
        this.access = access;
    }

    @Override
    public void routing(HttpRules rules) {
        rules.get("/", access.viewer(this::rules))
                .put("/", access.operator(this::save))
                .get("/sets", access.viewer(this::sets))
                .post("/backtest", access.viewer(this::backtest));
    }

    private void rules(ServerRequest req, ServerResponse res) {
        answers.ok(req, res, new AlertRules(desk.book().rules()));
    }

    private void save(ServerRequest req, ServerResponse res) {
        AlertRules rules = bodies.read(req, AlertRules.class);
        RuleRepository.Book now = desk.book();
        if (!answers.sameAsAsked(req, new AlertRules(now.rules()))) {
            throw AlertDesk.changedMeanwhile();
        }
        // With the tag of what is there now, for the next change.
        answers.ok(req, res, desk.save(rules, now.revision(), Access.caller(req).actor()));
    }

    private void sets(ServerRequest req, ServerResponse res) {
        answers.ok(req, res, Page.whole(List.of(RuleSets.DOCUMENT, RuleSets.SIMPLE)));
    }

    private void backtest(ServerRequest req, ServerResponse res) {
        answers.write(req, res, Status.OK_200, past.test(bodies.read(req, BacktestRequest.class)));
    }
}
