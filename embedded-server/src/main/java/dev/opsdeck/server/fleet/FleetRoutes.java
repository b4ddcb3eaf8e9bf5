package dev.opsdeck.server.fleet;

import dev.opsdeck.api.Page;
import dev.opsdeck.server.http.Access;
import dev.opsdeck.server.http.Answers;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;

/// `/ops/instances`.
public final class FleetRoutes implements HttpService {

    private final Fleet fleet;
    private final Answers answers;
    private final Access access;

    public FleetRoutes(Fleet fleet, Answers answers, Access access) {
        this.fleet = fleet;
        this.answers = answers;
        this.access = access;
    }

    @Override
    public void routing(HttpRules rules) {
        rules.get("/instances", access.viewer(this::list));
    }

    private void list(ServerRequest req, ServerResponse res) {
        answers.ok(req, res, Page.whole(fleet.alive()));
    }
}
