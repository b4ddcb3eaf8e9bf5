package dev.opsdeck.server.profiles;

import dev.opsdeck.api.profiles.Profile;
import dev.opsdeck.api.profiles.ProfileDetail;
import dev.opsdeck.api.profiles.ProfileOrder;
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

/// `/ops/profiles`.
final class ProfileRoutes implements HttpService {

    private static final int PAGE = 50;
    private static final int MOST = 200;
    private static final int DAY = 24;
    private static final int MOST_HOURS = 336;

    private final Profiles profiles;
    private final ProfileShelf shelf;
    private final Answers answers;
    private final Bodies bodies;
    private final Access access;
    private final Profiles.Log log;

    ProfileRoutes(
            Profiles profiles, ProfileShelf shelf, Answers answers, Bodies bodies, Access access, Profiles.Log log) {
        this.profiles = profiles;
        this.shelf = shelf;
        this.answers = answers;
        this.bodies = bodies;
        this.access = access;
        this.log = log;
    }

    @Override
    public void routing(HttpRules rules) {
        rules.get("/profiles", access.viewer(this::list))
                .post("/profiles", access.operator(this::start))
                .get("/profiles/sampled", access.viewer(this::sampled))
                .get("/profiles/{id:[0-9]+}", access.viewer(this::one))
                .delete("/profiles/{id:[0-9]+}", access.operator(this::end))
                .get("/profiles/{id:[0-9]+}/file", access.operator(this::file));
    }

    private void list(ServerRequest req, ServerResponse res) {
        answers.ok(req, res, shelf.list(Params.of(req).limit(PAGE, MOST)));
    }

    private void start(ServerRequest req, ServerResponse res) {
        ProfileOrder order = bodies.readOr(req, ProfileOrder.class, new ProfileOrder(null));
        answers.accepted(req, res, profiles.start(order, Access.caller(req).actor()));
    }

    private void sampled(ServerRequest req, ServerResponse res) {
        answers.ok(req, res, profiles.sampled(Params.of(req).whole("hours", DAY, 1, MOST_HOURS)));
    }

    private void one(ServerRequest req, ServerResponse res) {
        answers.ok(req, res, shelf.find(Params.of(req).pathId()));
    }

    private void end(ServerRequest req, ServerResponse res) {
        ProfileDetail found = shelf.find(Params.of(req).pathId());
        Profile profile = found.profile();
        if (profiles.stop(profile.id())) {
            log.log("Stopped profile " + profile.id() + ".", Access.caller(req).actor());
            answers.accepted(req, res, profile);
            return;
        }
        profiles.delete(profile, Access.caller(req).actor());
        answers.noContent(res);
    }

    private void file(ServerRequest req, ServerResponse res) {
        long id = Params.of(req).pathId();
        res.headers()
                .set(HeaderValues.create(
                        HeaderNames.CONTENT_DISPOSITION, "attachment; filename=\"opsdeck-profile-" + id + ".jfr\""));
        answers.file(req, res, shelf.file(id));
        if (!Answers.isHead(req)) {
            log.log(
                    "The file of profile " + id + " was taken.",
                    Access.caller(req).actor());
        }
    }
}
