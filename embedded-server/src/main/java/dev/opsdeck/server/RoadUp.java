package dev.opsdeck.server;

import dev.opsdeck.api.alerts.Alert;
import dev.opsdeck.api.live.LiveEvent;
import dev.opsdeck.api.live.LogEntry;
import dev.opsdeck.api.requests.QuerySort;
import dev.opsdeck.server.alerts.Alerts;
import dev.opsdeck.server.alerts.delivery.Delivery;
import dev.opsdeck.server.audit.LogRoutes;
import dev.opsdeck.server.db.Database;
import dev.opsdeck.server.fleet.Fleet;
import dev.opsdeck.server.fleet.FleetRoutes;
import dev.opsdeck.server.fleet.HealthCheck;
import dev.opsdeck.server.fleet.HealthRoutes;
import dev.opsdeck.server.history.HistoryRoutes;
import dev.opsdeck.server.history.SampleHistory;
import dev.opsdeck.server.http.Access;
import dev.opsdeck.server.http.Answers;
import dev.opsdeck.server.http.Bodies;
import dev.opsdeck.server.insights.Insights;
import dev.opsdeck.server.metrics.IntervalReading;
import dev.opsdeck.server.metrics.Metrics;
import dev.opsdeck.server.profiles.Profiles;
import dev.opsdeck.server.redis.Redis;
import dev.opsdeck.server.requests.RequestLog;
import dev.opsdeck.server.requests.RequestRoutes;
import dev.opsdeck.server.stream.StreamRoutes;
import dev.opsdeck.server.tracing.Tracing;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.RoutingRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The wiring of the road up: what is measured of every request and every second, kept, judged and told.
final class RoadUp {

    private final Ground ground;
    private final ScheduledExecutorService ticks = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("opsdeck-ticker").factory());
    private final AtomicReference<Instant> evaluatedAt;

    final Metrics metrics;
    final SampleHistory history;
    final RequestLog requests;
    final Tracing tracing;
    final Insights insights;
    final Profiles profiles;
    final HealthCheck health;
    final Alerts alerts;
    final Delivery delivery;
    final Fleet fleet;

    /// @param loadRun whether the mark of a request is that of a load run of this server
    RoadUp(Ground ground, Predicate<String> loadRun) {
        this.ground = ground;
        this.evaluatedAt = new AtomicReference<>(ground.clock.instant());
        Database database = ground.database;
        ServerSettings settings = ground.settings;
        InstantSource clock = ground.clock;
        String instance = HexFormat.of().toHexDigits(new SecureRandom().nextLong());
        this.requests = new RequestLog(
                database,
                ground.node,
                settings.insight().slowRequest(),
                settings.insight().requestLogDays(),
                ground.actions,
                clock);
        this.tracing = tracing();
        this.health = new HealthCheck(readiness(), ground.probes, System::nanoTime);
        this.profiles = new Profiles(
                database,
                ground.json,
                settings.profiles(),
                new Profiles.Surroundings(
                        ground.node,
                        settings.data().resolve("profiles"),
                        RoadUp::temporaryRoom,
                        (text, actor) -> ground.actions.log(LogEntry.Kind.SETTING, text, actor),
                        clock));
        this.insights = new Insights(
                ground.caches::figures,
                () -> database.queries().report(QuerySort.TOTAL, 1, clock.instant()),
                profiles::mayRecord,
                System::nanoTime);
        this.metrics = new Metrics(
                instance,
                new Metrics.Sources(
                        () -> database.pool().active(),
                        () -> database.pool().max(),
                        () -> database.pool().waiting(),
                        ground.caches::entries,
                        ground.caches::hits,
                        ground.caches::misses,
                        ground.productsActive::get,
                        health::failing,
                        ground.productsSynced::sum,
                        ground.videosGenerated::sum,
                        ground.publicationsCreated::sum,
                        () -> database.queries().executed()),
                loadRun,
                this::finished,
                (nanos, task) -> ticks.schedule(task, nanos, TimeUnit.NANOSECONDS),
                System::nanoTime,
                clock);
        this.history = new SampleHistory(database, ground.node, clock);
        this.delivery = new Delivery(
                database,
                ground.json,
                settings.alerts(),
                new Delivery.Surroundings(
                        ground.node,
                        settings.embedded() ? ground.host : ground.address(),
                        evaluatedAt::get,
                        ground.actions,
                        clock,
                        () -> ThreadLocalRandom.current().nextDouble()));
        this.alerts = new Alerts(
                database,
                ground.json,
                new Alerts.Surroundings(
                        ground.node,
                        settings.embedded() ? "local" : ground.address(),
                        history,
                        ground.actions,
                        ground.feed::publish,
                        delivery::changed,
                        profiles::critical,
                        profiles::recording,
                        clock,
                        System::nanoTime));
        this.fleet = new Fleet(database, instance, Version.current(), ground.host, clock.instant(), clock);
    }

    void routes(HttpRules routing, LongSupplier refused) {
        Answers answers = ground.answers;
        Bodies bodies = ground.bodies;
        Access access = ground.access;
        Database database = ground.database;
        routing.register(metrics.routes(
                answers,
                access,
                new Metrics.Scraped(Version.current(), database::idle, ground.caches::figures, refused)));
        routing.register(new HealthRoutes(answers, Version.current(), ground.clock, health));
        routing.register("/ops", new FleetRoutes(fleet, answers, access));
        routing.register("/ops", new HistoryRoutes(history, answers, access, ground.clock));
        routing.register("/ops/alerts", alerts.alertRoutes(answers, bodies, access, ground.settings.embedded()));
        routing.register("/ops/alert-rules", alerts.ruleRoutes(answers, bodies, access));
        routing.register("/ops/silences", alerts.silenceRoutes(answers, bodies, access));
        routing.register("/ops", delivery.routes(answers, access));
        routing.register("/ops", new LogRoutes(ground.actions, answers, access, ground.clock));
        routing.register(
                "/ops", new RequestRoutes(requests, database.queries(), answers, bodies, access, ground.clock));
        routing.register("/ops", tracing.routes(answers, access));
        routing.register("/ops", insights.routes(answers, access));
        routing.register("/ops", profiles.routes(answers, bodies, access));
        routing.register("/ops", new StreamRoutes(access, ground.feed, Duration.ofSeconds(10)));
    }

    /// The socket listens: begin to measure.
    void start(Background background) {
        alerts.resume();
        metrics.start(this::pass);
        delivery.start();
        background.every(Fleet.BEAT, "The sign of life", fleet::beat);
        background.every(Duration.ofHours(1), "Trimming the history", history::trim);
        background.every(Duration.ofSeconds(5), "Alert rules and silences", alerts::refresh);
        background.every(Duration.ofHours(1), "Trimming the alerts", alerts::trim);
        background.every(Duration.ofHours(1), "Trimming the log of actions", ground.actions::trim);
        background.every(Duration.ofHours(1), "Trimming the log of notifications", delivery::trim);
        background.every(Duration.ofSeconds(5), "The threshold of slow requests", requests::refresh);
        background.every(Duration.ofMinutes(5), "Trimming the log of requests", requests::trim);
        background.every(Duration.ofMinutes(1), "Trimming the traces", tracing::trim);
        background.every(Duration.ofMinutes(1), "Looking at the memory", insights::look);
        background.every(Duration.ofMinutes(1), "Looking after the profiles", profiles::look);
    }

    /// One second on its way: stored before it is told, or a console that reconnects would find a hole.
    private void pass(IntervalReading reading) {
        history.append(reading);
        List<Alert> changed = alerts.step(reading);
        ground.feed.publish(new LiveEvent.Sampled(reading.sample()));
        changed.forEach(alert -> ground.feed.publish(new LiveEvent.Alerted(alert)));
        health.tick();
        evaluatedAt.set(ground.clock.instant());
    }

    /// A request's trace first: the log of requests names it.
    private void finished(RoutingRequest request, boolean loadRun, int status, long took, @Nullable Throwable thrown) {
        tracing.finished(request, loadRun, status, took, thrown);
        requests.finished(request, loadRun, status, took, thrown);
    }

    private Map<String, Supplier<@Nullable String>> readiness() {
        Map<String, Supplier<@Nullable String>> questions = new LinkedHashMap<>();
        questions.put("database", ground.database::check);
        Redis redis = ground.redis;
        if (redis != null) {
            questions.put("redis", redis::check);
        }
        return questions;
    }

    private Tracing tracing() {
        try {
            return new Tracing(
                    ground.database,
                    ground.json,
                    ground.settings.tracing(),
                    new Tracing.Surroundings(
                            ground.node,
                            Version.current(),
                            requests::isSlow,
                            ground.clock,
                            System::nanoTime,
                            () -> ThreadLocalRandom.current().nextLong()));
        } catch (IllegalArgumentException e) {
            throw new StartFailure("--otlp-endpoint or --sentry-dsn: " + e.getMessage(), e);
        }
    }

    /// Where the JVM writes what it records. As much as anybody can need where that cannot be told.
    private static long temporaryRoom() {
        try {
            return Files.getFileStore(Path.of(System.getProperty("java.io.tmpdir")))
                    .getUsableSpace();
        } catch (IOException e) {
            return Long.MAX_VALUE;
        }
    }

    /// No more seconds.
    void stopTicking() {
        metrics.close();
        ticks.shutdown();
    }

    /// Writes what is not written yet. Whoever is still in the background may go on.
    void settle() {
        history.close();
        alerts.close();
        delivery.close();
        requests.close();
        tracing.close();
        insights.close();
    }

    /// The last: nothing happens in the background any more.
    void leave() {
        profiles.close();
        fleet.leave();
    }
}
