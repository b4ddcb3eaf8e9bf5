package dev.opsdeck.server.sync;

import dev.opsdeck.api.InvalidField;
import dev.opsdeck.api.sync.SourceDraft;
import dev.opsdeck.server.http.Access;
import dev.opsdeck.server.http.Answers;
import dev.opsdeck.server.http.Bodies;
import dev.opsdeck.server.http.Params;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;

/// `/products/sources`.
final class SourceRoutes implements HttpService {

    private final SourceBook sources;
    private final Answers answers;
    private final Bodies bodies;
    private final Access access;
    private final long maxUpload;

    /// @param maxUpload most bytes of an uploaded feed
    SourceRoutes(SourceBook sources, Answers answers, Bodies bodies, Access access, long maxUpload) {
        this.sources = sources;
        this.answers = answers;
        this.bodies = bodies;
        this.access = access;
        this.maxUpload = maxUpload;
    }

    @Override
    public void routing(HttpRules rules) {
        rules.get("/", access.operator(this::list))
                .post("/", access.operator(this::add))
                .put("/{name}", access.operator(this::save))
                .delete("/{name}", access.operator(this::delete))
                .put("/{name}/file", access.operator(this::upload))
                .get("/{name}/rollback", access.operator(this::rollbackPlan))
                .post("/{name}/rollback", access.operator(this::rollBack));
    }

    private void list(ServerRequest req, ServerResponse res) {
        answers.ok(req, res, sources.list());
    }

    private void add(ServerRequest req, ServerResponse res) {
        SourceDraft draft = bodies.read(req, SourceDraft.class);
        answers.created(req, res, "/products/sources/" + draft.name(), sources.add(draft, actor(req)));
    }

    private void save(ServerRequest req, ServerResponse res) {
        SourceDraft draft = bodies.read(req, SourceDraft.class);
        if (!draft.name().equals(Params.of(req).path("name"))) {
            throw new InvalidField("name", "'name' in the body must be the name in the address.");
        }
        answers.ok(req, res, sources.save(draft, actor(req)));
    }

    private void delete(ServerRequest req, ServerResponse res) {
        sources.delete(Params.of(req).path("name"), actor(req));
        answers.noContent(res);
    }

    private void upload(ServerRequest req, ServerResponse res) {
        answers.ok(req, res, sources.upload(Params.of(req).path("name"), bodies.stream(req, maxUpload), actor(req)));
    }

    private void rollbackPlan(ServerRequest req, ServerResponse res) {
        answers.ok(req, res, sources.rollbackPlan(Params.of(req).path("name")));
    }

    private void rollBack(ServerRequest req, ServerResponse res) {
        answers.accepted(req, res, sources.rollBack(Params.of(req).path("name"), actor(req)));
    }

    private static String actor(ServerRequest req) {
        return Access.caller(req).actor();
    }
}
