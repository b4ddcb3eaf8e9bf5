package dev.opsdeck.server.fleet;

import dev.opsdeck.api.health.Health;
import dev.opsdeck.api.health.Readiness;
import dev.opsdeck.server.http.Answers;
import io.helidon.http.Status;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/// `/health`, `/health/live` and `/health/ready`: for anybody, neither metered nor limited. Alive means that the
/// process answers; ready, that what it needs answers too.
public final class HealthRoutes implements HttpService {

    private final Answers answers;
    private final String version;
    private final Instant startedAt;
    private final InstantSource clock;
    private final HealthCheck check;

    public HealthRoutes(Answers answers, String version, InstantSource clock, HealthCheck check) {
        this.answers = answers;
        this.version = version;
        this.startedAt = clock.instant();
        this.clock = clock;
        this.check = check;
    }

    @Override
    public void routing(HttpRules rules) {
        rules.get("/health", this::alive).get("/health/live", this::alive).get("/health/ready", this::ready);
    }

    private void alive(ServerRequest req, ServerResponse res) {
        Runtime runtime = Runtime.getRuntime();
        Instant now = clock.instant();
        Health health = new Health(
                "up",
                now,
                Duration.between(startedAt, now).toMillis() / 1e3,
                runtime.totalMemory() - runtime.freeMemory(),
                runtime.maxMemory(),
                version,
                Health.CONTRACT);
        answers.write(req, res, Status.OK_200, health);
    }

    private void ready(ServerRequest req, ServerResponse res) throws InterruptedException {
        Readiness readiness = check.ask();
        boolean up = readiness.status().equals("up");
        answers.write(req, res, up ? Status.OK_200 : Status.SERVICE_UNAVAILABLE_503, readiness);
    }
}
