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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// `/health`, `/health/live` and `/health/ready`: for anybody, neither metered nor limited. Alive means that the
/// process
/// answers; ready, that what it needs answers too.
public final class HealthRoutes implements HttpService {

    /// All probes together answer within a second.
    private static final long LIMIT_NANOS = Duration.ofMillis(800).toNanos();

    private final Answers answers;
    private final String version;
    private final Instant startedAt;
    private final InstantSource clock;
    private final LongSupplier nanos;
    private final List<ReadinessProbe> probes;

    /// @param questions by name, what must answer: each returns null, or a sentence about something that does not keep
    ///                  the server from its work, or throws; may hang
    /// @param executor  where they are asked
    public HealthRoutes(
            Answers answers,
            String version,
            InstantSource clock,
            LongSupplier nanos,
            Map<String, Supplier<@Nullable String>> questions,
            Executor executor) {
        this.answers = answers;
        this.version = version;
        this.startedAt = clock.instant();
        this.clock = clock;
        this.nanos = nanos;
        this.probes = questions.entrySet().stream()
                .map(question -> new ReadinessProbe(question.getKey(), question.getValue(), executor, nanos))
                .toList();
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
        long deadline = nanos.getAsLong() + LIMIT_NANOS;
        List<Readiness.Probe> checks = new ArrayList<>();
        for (ReadinessProbe probe : probes) {
            checks.add(probe.ask(Math.max(0, deadline - nanos.getAsLong())));
        }
        boolean up = checks.stream().allMatch(Readiness.Probe::up);
        answers.write(
                req,
                res,
                up ? Status.OK_200 : Status.SERVICE_UNAVAILABLE_503,
                new Readiness(up ? "up" : "down", checks));
    }
}
