package dev.opsdeck.server.capacity;

import dev.opsdeck.api.capacity.CapacityPlan;
import dev.opsdeck.server.http.Access;
import dev.opsdeck.server.http.Answers;
import dev.opsdeck.server.http.Bodies;
import dev.opsdeck.server.http.Params;
import io.helidon.http.Status;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;

/// `/ops/capacity`.
final class CapacityRoutes implements HttpService {

    static final int DAYS = 28;
    private static final int MOST_DAYS = 92;
    private static final int MOST_RUNS = 5;

    private final Capacity capacity;
    private final Answers answers;
    private final Bodies bodies;
    private final Access access;
    private final InstantSource clock;

    CapacityRoutes(Capacity capacity, Answers answers, Bodies bodies, Access access, InstantSource clock) {
        this.capacity = capacity;
        this.answers = answers;
        this.bodies = bodies;
        this.access = access;
        this.clock = clock;
    }

    @Override
    public void routing(HttpRules rules) {
        rules.get("/", access.viewer(this::report))
                .get("/plan", access.viewer(this::plan))
                .put("/plan", access.operator(this::save))
                .post("/outlook", access.viewer(this::outlook));
    }

    private void report(ServerRequest req, ServerResponse res) {
        Params params = Params.of(req);
        Instant end = endOfMinute();
        Instant from = end.minus(Duration.ofDays(params.whole("days", DAYS, 1, MOST_DAYS)));
        answers.ok(req, res, capacity.report(from, end, params.whole("runs", 1, 1, MOST_RUNS)));
    }

    private void plan(ServerRequest req, ServerResponse res) {
        answers.ok(req, res, capacity.plan().plan());
    }

    private void save(ServerRequest req, ServerResponse res) {
        CapacityPlan plan = bodies.read(req, CapacityPlan.class);
        PlanRepository.Stored now = capacity.plan();
        if (!answers.sameAsAsked(req, now.plan())) {
            throw Capacity.changedMeanwhile();
        }
        // With the tag of what is there now, for the next change.
        answers.ok(
                req, res, capacity.save(plan, now.revision(), Access.caller(req).actor()));
    }

    private void outlook(ServerRequest req, ServerResponse res) {
        CapacityPlan plan = bodies.read(req, CapacityPlan.class);
        Instant end = endOfMinute();
        answers.write(req, res, Status.OK_200, capacity.outlook(plan, end.minus(Duration.ofDays(DAYS)), end));
    }

    /// Of this minute: what is told is told of minutes, and has the same tag as long as nothing new is known.
    private Instant endOfMinute() {
        return clock.instant().truncatedTo(ChronoUnit.MINUTES).plus(1, ChronoUnit.MINUTES);
    }
}
