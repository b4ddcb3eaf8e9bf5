package dev.opsdeck.server;

import dev.opsdeck.api.alerts.Alert;
import dev.opsdeck.api.audits.AuditCapacity;
import dev.opsdeck.api.caches.FlushResult;
import dev.opsdeck.api.live.LiveEvent;
import dev.opsdeck.api.live.LogEntry;
import dev.opsdeck.api.requests.QuerySort;
import dev.opsdeck.server.alerts.Alerts;
import dev.opsdeck.server.alerts.delivery.Delivery;
import dev.opsdeck.server.analytics.Analytics;
import dev.opsdeck.server.analytics.AnalyticsRoutes;
import dev.opsdeck.server.analytics.EventIntake;
import dev.opsdeck.server.audit.LogRoutes;
import dev.opsdeck.server.audit.StoredActionLog;
import dev.opsdeck.server.audits.Audits;
import dev.opsdeck.server.audits.Evidence;
import dev.opsdeck.server.cache.CacheRoutes;
import dev.opsdeck.server.cache.Caches;
import dev.opsdeck.server.capacity.Capacity;
import dev.opsdeck.server.db.Database;
import dev.opsdeck.server.db.DatabaseUnavailable;
import dev.opsdeck.server.db.Dialect;
import dev.opsdeck.server.fleet.Fleet;
import dev.opsdeck.server.fleet.FleetRoutes;
import dev.opsdeck.server.fleet.HealthCheck;
import dev.opsdeck.server.fleet.HealthRoutes;
import dev.opsdeck.server.flushes.Flushes;
import dev.opsdeck.server.history.HistoryRoutes;
import dev.opsdeck.server.history.SampleHistory;
import dev.opsdeck.server.http.Access;
import dev.opsdeck.server.http.Answers;
import dev.opsdeck.server.http.Bodies;
import dev.opsdeck.server.http.Caller;
import dev.opsdeck.server.http.ErrorMapping;
import dev.opsdeck.server.http.Json;
import dev.opsdeck.server.http.LoopbackGuard;
import dev.opsdeck.server.http.RouteTable;
import dev.opsdeck.server.insights.Insights;
import dev.opsdeck.server.limits.RateLimits;
import dev.opsdeck.server.loadrun.LoadRoutes;
import dev.opsdeck.server.loadrun.LoadRuns;
import dev.opsdeck.server.metrics.IntervalReading;
import dev.opsdeck.server.metrics.Metrics;
import dev.opsdeck.server.openapi.OpenApiRoutes;
import dev.opsdeck.server.products.ProductRoutes;
import dev.opsdeck.server.products.Products;
import dev.opsdeck.server.profiles.Profiles;
import dev.opsdeck.server.redis.Redis;
import dev.opsdeck.server.requests.QueryWatch;
import dev.opsdeck.server.requests.RequestLog;
import dev.opsdeck.server.requests.RequestRoutes;
import dev.opsdeck.server.stream.EventFeed;
import dev.opsdeck.server.stream.StreamRoutes;
import dev.opsdeck.server.sync.Sync;
import dev.opsdeck.server.tracing.Tracing;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.RoutingRequest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// All wiring of the server, in the order of the two roads. Nothing here decides anything: it builds, connects,
/// starts and closes.
final class ServerContext implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ServerContext.class);

    private final ServerSettings settings;
    private final InstantSource clock = InstantSource.system();

    private final Json json = new Json();
    private final Answers answers = new Answers(json);
    private final Bodies bodies = new Bodies(json);
    private final ErrorMapping errors = new ErrorMapping(json);
    private final Access access;
    private final Database database;
    private final @Nullable Redis redis;
    private final Caches caches;

    // The road up.
    private final String instance = instanceName();
    private final ScheduledExecutorService ticks = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("opsdeck-ticker").factory());
    private final AtomicLong productsActive = new AtomicLong();
    private final LongAdder productsSynced = new LongAdder();
    private final LongAdder videosGenerated = new LongAdder();
    private final LongAdder publicationsCreated = new LongAdder();
    private final EventFeed feed = new EventFeed(json::bytes, System::nanoTime, clock.millis());
    private final Metrics metrics;
    private final SampleHistory history;
    private final HealthCheck health;
    private final Alerts alerts;
    private final AtomicReference<Instant> evaluatedAt = new AtomicReference<>(clock.instant());
    private final Delivery delivery;
    private final StoredActionLog actions;
    private final RequestLog requests;
    private final Tracing tracing;
    private final Insights insights;
    private final Profiles profiles;

    private final Products products;
    private final Sync sync;
    private final Flushes flushes;
    private final Analytics analytics;
    private final EventIntake intake;

    private final LoadRuns loads;
    private final RateLimits limits;
    private final Capacity capacity;
    private final Audits audits;
    private final AtomicReference<@Nullable URI> url = new AtomicReference<>();

    private final Fleet fleet;
    private final Background background = new Background();
    private final ExecutorService probes = Executors.newVirtualThreadPerTaskExecutor();

    ServerContext(ServerSettings settings) {
        this.settings = settings;
        this.access = new Access(
                settings.operatorToken(),
                settings.viewerToken(),
                settings.traffic().trustedProxies());
        this.database = Database.open(settings.databaseOrFile());
        this.redis = settings.traffic().redis() == null
                ? null
                : Redis.open(settings.traffic().redis());
        this.caches = new Caches(
                clock,
                System::nanoTime,
                () -> ThreadLocalRandom.current().nextDouble(),
                probes,
                database,
                redis,
                settings.traffic().uncached());
        String node = node(settings, database.dialect());
        this.actions = new StoredActionLog(database, node, clock, entry -> feed.publish(new LiveEvent.Logged(entry)));
        this.requests = new RequestLog(
                database,
                node,
                settings.insight().slowRequest(),
                settings.insight().requestLogDays(),
                actions,
                clock);
        this.tracing = tracing(node);
        this.health = new HealthCheck(readiness(), probes, System::nanoTime);
        this.insights = new Insights(
                caches::figures,
                () -> database.queries().report(QuerySort.TOTAL, 1, clock.instant()),
                System::nanoTime);
        this.profiles = new Profiles(
                database,
                json,
                settings.profiles(),
                new Profiles.Surroundings(
                        node,
                        settings.data().resolve("profiles"),
                        ServerContext::temporaryRoom,
                        (text, actor) -> actions.log(LogEntry.Kind.SETTING, text, actor),
                        clock));
        this.metrics = new Metrics(
                instance,
                new Metrics.Sources(
                        () -> database.pool().active(),
                        () -> database.pool().max(),
                        () -> database.pool().waiting(),
                        caches::entries,
                        caches::hits,
                        caches::misses,
                        productsActive::get,
                        health::failing,
                        productsSynced::sum,
                        videosGenerated::sum,
                        publicationsCreated::sum,
                        () -> database.queries().executed()),
                this::isLoadRun,
                this::finished,
                (nanos, task) -> ticks.schedule(task, nanos, TimeUnit.NANOSECONDS),
                System::nanoTime,
                clock);
        this.history = new SampleHistory(database, node, clock);
        String address = hostName() + ":" + settings.port();
        this.delivery = new Delivery(
                database,
                json,
                settings.alerts(),
                new Delivery.Surroundings(
                        node,
                        settings.embedded() ? hostName() : address,
                        evaluatedAt::get,
                        actions,
                        clock,
                        () -> ThreadLocalRandom.current().nextDouble()));
        this.alerts = new Alerts(
                database,
                json,
                new Alerts.Surroundings(
                        node,
                        settings.embedded() ? "local" : address,
                        history,
                        actions,
                        feed::publish,
                        delivery::changed,
                        profiles::critical,
                        profiles::recording,
                        clock,
                        System::nanoTime));
        this.fleet = new Fleet(database, instance, Version.current(), hostName(), clock.instant(), clock);
        this.products = new Products(database, caches, answers, actions, clock);
        this.sync = new Sync(
                database,
                new Sync.Surroundings(
                        settings.data().resolve("feeds"),
                        settings.embedded() || settings.privateFeeds(),
                        feed::publish,
                        actions,
                        this::catalogueSynced,
                        productsSynced::add,
                        clock,
                        System::nanoTime,
                        ZoneId.systemDefault(),
                        tracing.recorder()));
        this.flushes = new Flushes(
                database,
                json,
                new Flushes.Surroundings(node, clock.instant(), history, sync::publishedBetween, clock));
        this.analytics = new Analytics(
                database,
                caches,
                answers,
                settings.analytics().keptDays(),
                settings.analytics().eventDays(),
                System::nanoTime,
                clock);
        this.intake = new EventIntake(
                database,
                json,
                settings.analytics().eventDays(),
                videosGenerated::add,
                publicationsCreated::add,
                clock);
        this.loads = new LoadRuns(
                database,
                json,
                node,
                this::url,
                settings.embedded(),
                settings.loadTargets(),
                feed::publish,
                actions,
                clock,
                tracing.recorder());
        this.limits = new RateLimits(
                settings.traffic().limits(), settings.embedded(), this::isLoadRun, System::nanoTime, redis);
        this.capacity = new Capacity(
                database,
                json,
                new Capacity.Sources(
                        loads::ownRamps, loads::serverSide, loads::ownBaselines, history::peaks, this::limits),
                actions,
                clock);
        this.audits = new Audits(
                database, node, json, evidence(), settings.audits(), Version.current(), actions, delivery::mail, clock);
        try {
            caches.start();
        } catch (IllegalArgumentException e) {
            throw new StartFailure("--uncached: " + e.getMessage(), e);
        }
    }

    ErrorMapping errors() {
        return errors;
    }

    /// The whole address space of the server.
    ///
    /// @return every route in it
    List<RouteTable.Route> routing(HttpRouting.Builder routing) {
        errors.register(routing, DatabaseUnavailable.class);
        routing.addFilter(tracing.filter());
        routing.addFilter(metrics.meter());
        routing.addFilter(new QueryWatch(database.queries()));
        routing.addFilter(access);
        if (settings.loopback()) {
            routing.addFilter(new LoopbackGuard(settings.allowedHosts()));
        }
        routing.addFilter(limits);
        return RouteTable.fill(routing, this::routes);
    }

    private void routes(HttpRules routing) {
        routing.register(metrics.routes(
                answers,
                access,
                new Metrics.Scraped(Version.current(), database::idle, caches::figures, limits::refused)));
        routing.register(new OpenApiRoutes(json, answers, Version.current()));
        routing.register(new HealthRoutes(answers, Version.current(), clock, health));
        routing.register("/ops", new FleetRoutes(fleet, answers, access));
        routing.register("/ops", new HistoryRoutes(history, answers, access, clock));
        routing.register("/ops/alerts", alerts.alertRoutes(answers, bodies, access, settings.embedded()));
        routing.register("/ops/alert-rules", alerts.ruleRoutes(answers, bodies, access));
        routing.register("/ops/silences", alerts.silenceRoutes(answers, bodies, access));
        routing.register("/ops", new LogRoutes(actions, answers, access, clock));
        routing.register("/ops", new RequestRoutes(requests, database.queries(), answers, bodies, access, clock));
        routing.register("/ops", tracing.routes(answers, access));
        routing.register("/ops", insights.routes(answers, access));
        routing.register("/ops", profiles.routes(answers, bodies, access));
        routing.register("/ops", new StreamRoutes(access, feed, Duration.ofSeconds(10)));
        routing.register("/ops", delivery.routes(answers, access));
        routing.register("/products/sync", sync.runRoutes(answers, bodies, access));
        routing.register("/products/sources", sync.sourceRoutes(answers, bodies, access));
        routing.register("/products", new ProductRoutes(products, answers, bodies, json, access));
        routing.register("/analytics", new AnalyticsRoutes(analytics, intake, answers, bodies, access));
        routing.register("/ops/load-runs", new LoadRoutes(loads, answers, bodies, access));
        routing.register("/ops/capacity", capacity.routes(answers, bodies, access));
        routing.register("/ops/audits", audits.routes(answers, bodies, access));
        routing.register("/ops", new CacheRoutes(caches, answers, bodies, access, this::flushed));
        routing.register("/ops", flushes.routes(answers, access));
    }

    /// What audits are written from: the most that is worth a table.
    private Evidence evidence() {
        int rows = 20;
        return new Evidence(
                history::since,
                history::measured,
                (from, to) -> requests.summary(from, to, rows),
                () -> database.queries().report(QuerySort.TOTAL, rows, clock.instant()),
                caches::figures,
                (from, to) -> loads.between(from, to, rows),
                before -> loads.baselines(before, rows),
                loads::compare,
                this::limits,
                (from, to) -> new Evidence.AlertHistory(alerts.fired(from, to), alerts.silences(from, to)),
                capacity::standing);
    }

    private AuditCapacity limits() {
        return new AuditCapacity(database.pool().max(), Runtime.getRuntime().maxMemory(), 150);
    }

    private Map<String, Supplier<@Nullable String>> readiness() {
        Map<String, Supplier<@Nullable String>> questions = new LinkedHashMap<>();
        questions.put("database", database::check);
        if (redis != null) {
            questions.put("redis", redis::check);
        }
        return questions;
    }

    private void catalogueSynced() {
        products.catalogueChanged();
        products.recomputeScores();
        countProducts();
    }

    /// Kept before it is told: who hears of it may ask for it.
    private FlushResult flushed(@Nullable String cache, FlushResult result, Caller caller) {
        FlushResult kept = flushes.add(cache, result, caller.actor());
        actions.log(LogEntry.Kind.FLUSH, "Flushed " + result.entries() + " cache entries.", caller.actor());
        return kept;
    }

    /// The socket listens: begin to measure.
    void started(URI url) {
        this.url.set(url);
        alerts.resume();
        flushes.resume();
        metrics.start(this::pass);
        background.every(Sync.BEAT, "The sign of life of syncs", sync::beat);
        background.every(Fleet.BEAT, "The sign of life", fleet::beat);
        background.every(Duration.ofSeconds(30), "Counting products", this::countProducts);
        background.every(Duration.ofHours(1), "Computing the scores", products::recomputeScores);
        background.every(Duration.ofHours(1), "Trimming the history", history::trim);
        background.every(Duration.ofMinutes(1), "Keeping the day figures", analytics::keep);
        background.every(Duration.ofMinutes(1), "Forgetting the ids of old events", intake::forget);
        background.every(
                Duration.ofMinutes(1),
                "Trimming the prices",
                () -> products.trimPrices(settings.analytics().keptDays()));
        background.every(Duration.ofSeconds(10), "Following the flushes", flushes::settle);
        background.every(Duration.ofHours(1), "Trimming the flushes", flushes::trim);
        background.every(Duration.ofSeconds(5), "Alert rules and silences", alerts::refresh);
        background.every(Duration.ofHours(1), "Trimming the alerts", alerts::trim);
        background.every(Duration.ofHours(1), "Trimming the log of actions", actions::trim);
        background.every(Duration.ofHours(1), "Trimming the log of notifications", delivery::trim);
        delivery.start();
        background.every(Duration.ofSeconds(5), "The threshold of slow requests", requests::refresh);
        background.every(Duration.ofMinutes(5), "Trimming the log of requests", requests::trim);
        background.every(Duration.ofMinutes(1), "Trimming the traces", tracing::trim);
        background.every(Duration.ofMinutes(1), "Writing audits", () -> probes.execute(this::writeAudits));
        background.every(Duration.ofMinutes(1), "Looking at the memory", insights::look);
        background.every(Duration.ofMinutes(1), "Looking after the profiles", profiles::look);
        actions.log(
                LogEntry.Kind.START,
                "Started version " + Version.current() + " with "
                        + database.dialect().label() + ".",
                null);
        LOG.info("Opsdeck listens on {}", url);
        if (settings.operatorToken() == null) {
            LOG.info("No operator token is set, so nobody can steer it: make one with the sub-command 'token' and set"
                    + " OPSDECK_OPERATOR_TOKEN.");
        }
    }

    /// What the owner of the socket wants done now and then.
    void every(Duration pause, String what, Runnable task) {
        background.every(pause, what, task);
    }

    /// Ends what never ends by itself, so that the socket can drain.
    void closeStreams() {
        loads.close();
        feed.close();
    }

    private URI url() {
        URI known = url.get();
        if (known == null) {
            throw new IllegalStateException("the server does not listen yet");
        }
        return known;
    }

    /// A request's trace first: the log of requests names it.
    private void finished(RoutingRequest request, boolean loadRun, int status, long took, @Nullable Throwable thrown) {
        tracing.finished(request, loadRun, status, took, thrown);
        requests.finished(request, loadRun, status, took, thrown);
    }

    private Tracing tracing(String node) {
        try {
            return new Tracing(
                    database,
                    json,
                    settings.tracing(),
                    new Tracing.Surroundings(
                            node,
                            Version.current(),
                            requests::isSlow,
                            clock,
                            System::nanoTime,
                            () -> ThreadLocalRandom.current().nextLong()));
        } catch (IllegalArgumentException e) {
            throw new StartFailure("--otlp-endpoint or --sentry-dsn: " + e.getMessage(), e);
        }
    }

    private boolean isLoadRun(String mark) {
        return loads.isMarked(mark);
    }

    private void countProducts() {
        productsActive.set(products.countActive());
    }

    /// On a thread of its own, because a quarter's takes longer than the signs of life may wait.
    private void writeAudits() {
        try {
            audits.writeDue();
        } catch (DatabaseUnavailable gone) {
            LOG.debug("Audits are not written now", gone);
        } catch (RuntimeException failed) {
            LOG.error("Writing the audits that are due failed", failed);
        }
    }

    /// One second on its way: stored before it is told, or a console that reconnects would find a hole.
    private void pass(IntervalReading reading) {
        history.append(reading);
        List<Alert> changed = alerts.step(reading);
        feed.publish(new LiveEvent.Sampled(reading.sample()));
        changed.forEach(alert -> feed.publish(new LiveEvent.Alerted(alert)));
        health.tick();
        evaluatedAt.set(clock.instant());
    }

    /// The name under which history is kept: the same after a restart. An H2 file has one server; servers that
    /// share a PostgreSQL differ by machine and port.
    private static String node(ServerSettings settings, Dialect dialect) {
        return dialect == Dialect.H2 ? "local" : hostName() + ":" + settings.port();
    }

    private static String hostName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "localhost";
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

    private static String instanceName() {
        return HexFormat.of().toHexDigits(new SecureRandom().nextLong());
    }

    @Override
    public void close() {
        metrics.close();
        ticks.shutdown();
        sync.close();
        history.close();
        alerts.close();
        delivery.close();
        actions.close();
        requests.close();
        tracing.close();
        insights.close();
        background.close();
        profiles.close();
        fleet.leave();
        caches.close();
        probes.shutdownNow();
        if (redis != null) {
            redis.close();
        }
        database.close();
    }
}
