package dev.opsdeck.server.openapi;

import static dev.opsdeck.server.http.Caller.Level.OPERATOR;
import static dev.opsdeck.server.http.Caller.Level.VIEWER;
import static dev.opsdeck.server.openapi.Operation.delete;
import static dev.opsdeck.server.openapi.Operation.get;
import static dev.opsdeck.server.openapi.Operation.post;

import dev.opsdeck.api.Page;
import dev.opsdeck.api.profiles.Profile;
import dev.opsdeck.api.profiles.ProfileDetail;
import dev.opsdeck.api.profiles.ProfileOrder;
import dev.opsdeck.api.profiles.SampledMethods;
import java.util.List;

/// What `/ops/profiles` takes and answers: one entry a route.
final class ProfileOperations {

    private ProfileOperations() {}

    static List<Operation> profiles() {
        return List.of(
                get("/ops/profiles", VIEWER, "The profiles of all servers of this database, latest first.")
                        .with(Parameter.limit(50, 200))
                        .answers(200, Schemas.generic(Page.class, Profile.class)),
                post("/ops/profiles", OPERATOR, "Profiles this server; 409 while another one is under way.")
                        .mayTake(new ProfileOrder(ProfileOrder.DEFAULT_SECONDS))
                        .answers(202, Profile.class),
                get("/ops/profiles/sampled", VIEWER, "The methods that the last hours spent their CPU time on.")
                        .with(Parameter.whole("hours", 24, 1, 336, "How far back, in hours."))
                        .answers(200, SampledMethods.class),
                get("/ops/profiles/{id}", VIEWER, "A profile and what it says.").answers(200, ProfileDetail.class),
                delete(
                                "/ops/profiles/{id}",
                                OPERATOR,
                                "Stops a profile early and keeps it; one that is over is deleted.")
                        .answers(202, Profile.class)
                        .answersNothing(),
                get("/ops/profiles/{id}/file", OPERATOR, "The recording, for JDK Mission Control; from its own server.")
                        .answersText("application/octet-stream"));
    }
}
