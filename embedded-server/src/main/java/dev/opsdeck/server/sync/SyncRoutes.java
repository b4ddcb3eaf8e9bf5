package dev.opsdeck.server.sync;

import dev.opsdeck.api.Page;
import dev.opsdeck.api.sync.RowIssue;
import dev.opsdeck.api.sync.SyncReport;
import dev.opsdeck.api.sync.SyncRequest;
import dev.opsdeck.api.sync.SyncRun;
import dev.opsdeck.server.http.Access;
import dev.opsdeck.server.http.Answers;
import dev.opsdeck.server.http.Bodies;
import dev.opsdeck.server.http.Params;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;

/// `/products/sync`.
final class SyncRoutes implements HttpService {

    private final Sync sync;
    private final SyncRuns runs;
    private final Answers answers;
    private final Bodies bodies;
    private final Access access;

    SyncRoutes(Sync sync, SyncRuns runs, Answers answers, Bodies bodies, Access access) {
        this.sync = sync;
        this.runs = runs;
        this.answers = answers;
        this.bodies = bodies;
        this.access = access;
    }

    @Override
    public void routing(HttpRules rules) {
        rules.get("/", access.operator(this::list))
                .post("/", access.operator(this::start))
                .get("/{id:[0-9]+}", access.operator(this::report))
                .get("/{id:[0-9]+}/changes", access.operator(this::changes))
                .get("/{id:[0-9]+}/issues.csv", access.operator(this::issues))
                .delete("/{id:[0-9]+}", access.operator(this::cancel));
    }

    private void list(ServerRequest req, ServerResponse res) {
        Params params = Params.of(req);
        answers.ok(req, res, runs.list(params.limit(20, 200), params.offset()));
    }

    private void start(ServerRequest req, ServerResponse res) {
        SyncRequest order = bodies.readOr(req, SyncRequest.class, new SyncRequest(null, false, false));
        answers.accepted(req, res, sync.start(order, Access.caller(req).actor()));
    }

    private void report(ServerRequest req, ServerResponse res) {
        Params params = Params.of(req);
        SyncRun run = runs.find(params.pathId());
        Page<RowIssue> issues = runs.issues(run.id(), params.limit(100, 1_000), params.offset());
        answers.ok(req, res, new SyncReport(run, issues.data(), issues.total()));
    }

    private void changes(ServerRequest req, ServerResponse res) {
        Params params = Params.of(req);
        answers.ok(req, res, runs.changes(params.pathId(), params.limit(100, ChangeRepository.MOST)));
    }

    private void issues(ServerRequest req, ServerResponse res) {
        SyncRun run = runs.find(Params.of(req).pathId());
        String csv =
                IssueTable.csv(runs.issues(run.id(), StagedBatch.MOST_ISSUES, 0).data());
        res.headers()
                .set(HeaderValues.create(
                        HeaderNames.CONTENT_DISPOSITION, "attachment; filename=\"sync-" + run.id() + "-issues.csv\""));
        answers.text(req, res, "text/csv; charset=utf-8", csv);
    }

    private void cancel(ServerRequest req, ServerResponse res) {
        answers.accepted(req, res, runs.cancel(Params.of(req).pathId()));
    }
}
