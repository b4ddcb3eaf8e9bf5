package dev.opsdeck.server;

import dev.opsdeck.api.audits.AuditCapacity;
import dev.opsdeck.api.caches.FlushResult;
import dev.opsdeck.api.live.LogEntry;
import dev.opsdeck.api.requests.QuerySort;
import dev.opsdeck.server.alerts.Alerts;
import dev.opsdeck.server.analytics.Analytics;
import dev.opsdeck.server.analytics.AnalyticsRoutes;
import dev.opsdeck.server.analytics.EventIntake;
import dev.opsdeck.server.audits.Audits;
import dev.opsdeck.server.audits.Evidence;
import dev.opsdeck.server.cache.CacheRoutes;
import dev.opsdeck.server.capacity.Capacity;
import dev.opsdeck.server.db.Database;
import dev.opsdeck.server.db.DatabaseUnavailable;
import dev.opsdeck.server.flushes.Flushes;
import dev.opsdeck.server.http.Access;
import dev.opsdeck.server.http.Answers;
import dev.opsdeck.server.http.Bodies;
import dev.opsdeck.server.http.Caller;
import dev.opsdeck.server.limits.RateLimits;
import dev.opsdeck.server.loadrun.LoadRoutes;
import dev.opsdeck.server.loadrun.LoadRuns;
import dev.opsdeck.server.products.ProductRoutes;
import dev.opsdeck.server.products.Products;
import dev.opsdeck.server.sync.Catalogue;
import dev.opsdeck.server.sync.Sync;
import io.helidon.webserver.http.HttpRules;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The wiring of the road down: what callers want done or know, from the routes to the database.
final class RoadDown {

    private static final Logger LOG = LoggerFactory.getLogger(RoadDown.class);

    /// The most rows of a table of an audit.
    private static final int AUDIT_ROWS = 20;

    private final Ground ground;
    private final RoadUp up;

    private final Products products;
    private final Sync sync;
    private final Flushes flushes;
    private final Analytics analytics;
    private final EventIntake intake;
    private final LoadRuns loads;
    private final Capacity capacity;
    private final Audits audits;

    final RateLimits limits;

    RoadDown(Ground ground, RoadUp up) {
        this.ground = ground;
        this.up = up;
        Database database = ground.database;
        ServerSettings settings = ground.settings;
        InstantSource clock = ground.clock;
        this.products = new Products(database, ground.caches, ground.answers, ground.actions, clock);
        this.sync = new Sync(
                database,
                new Sync.Surroundings(
                        settings.data().resolve("feeds"),
                        settings.embedded() || settings.privateFeeds(),
                        ground.feed::publish,
                        ground.actions,
                        new Catalogue(products::renewal, this::catalogueSynced),
                        ground.productsSynced::add,
                        clock,
                        System::nanoTime,
                        ZoneId.systemDefault(),
                        up.tracing.recorder()));
        this.flushes = new Flushes(
                database,
                ground.json,
                new Flushes.Surroundings(ground.node, clock.instant(), up.history, sync::publishedBetween, clock));
        this.analytics = new Analytics(
                database,
                ground.caches,
                ground.answers,
                settings.analytics().keptDays(),
                settings.analytics().eventDays(),
                System::nanoTime,
                clock);
        this.intake = new EventIntake(
                database,
                ground.json,
                settings.analytics().eventDays(),
                ground.videosGenerated::add,
                ground.publicationsCreated::add,
                clock);
        this.loads = new LoadRuns(
                database,
                ground.json,
                new LoadRuns.Surroundings(
                        ground.node,
                        ground.host,
                        ground::url,
                        settings.embedded(),
                        settings.loadTargets(),
                        ground.feed::publish,
                        ground.actions,
                        this::rules,
                        clock,
                        up.tracing.recorder()));
        this.limits = new RateLimits(
                settings.traffic().limits(), settings.embedded(), this::isLoadRun, System::nanoTime, ground.redis);
        this.capacity = new Capacity(
                database,
                ground.json,
                new Capacity.Sources(
                        loads::ownRamps, loads::serverSide, loads::ownBaselines, up.history::peaks, this::bounds),
                ground.actions,
                clock);
        this.audits = new Audits(
                database,
                ground.node,
                ground.json,
                evidence(),
                settings.audits(),
                Version.current(),
                ground.actions,
                up.delivery::mail,
                clock);
    }

    /// Whether a request with this mark belongs to a load run of this server.
    boolean isLoadRun(String mark) {
        return loads.isMarked(mark);
    }

    void routes(HttpRules routing) {
        Answers answers = ground.answers;
        Bodies bodies = ground.bodies;
        Access access = ground.access;
        routing.register("/products/sync", sync.runRoutes(answers, bodies, access));
        routing.register("/products/sources", sync.sourceRoutes(answers, bodies, access));
        routing.register("/products", new ProductRoutes(products, answers, bodies, ground.json, access));
        routing.register("/analytics", new AnalyticsRoutes(analytics, intake, answers, bodies, access));
        routing.register("/ops/load-runs", new LoadRoutes(loads, answers, bodies, access));
        routing.register("/ops/capacity", capacity.routes(answers, bodies, access));
        routing.register("/ops/audits", audits.routes(answers, bodies, access));
        routing.register("/ops", new CacheRoutes(ground.caches, answers, bodies, access, this::flushed));
        routing.register("/ops", flushes.routes(answers, access));
    }

    /// The socket listens.
    void start(Background background) {
        flushes.resume();
        background.every(Sync.BEAT, "The sign of life of syncs", sync::beat);
        background.every(LoadRuns.BEAT, "The sign of life of load runs", loads::beat);
        background.every(Duration.ofSeconds(30), "Counting products", this::countProducts);
        background.every(Duration.ofHours(1), "Computing the scores", products::recomputeScores);
        background.every(Duration.ofMinutes(1), "Keeping the day figures", analytics::keep);
        background.every(Duration.ofMinutes(1), "Forgetting the ids of old events", intake::forget);
        background.every(
                Duration.ofMinutes(1),
                "Trimming the prices",
                () -> products.trimPrices(ground.settings.analytics().keptDays()));
        background.every(Duration.ofSeconds(10), "Following the flushes", flushes::settle);
        background.every(Duration.ofHours(1), "Trimming the flushes", flushes::trim);
        background.every(Duration.ofMinutes(1), "Writing audits", () -> ground.probes.execute(this::writeAudits));
    }

    /// Ends what never ends by itself, so that the socket can drain.
    void closeStreams() {
        loads.close();
    }

    void close() {
        sync.close();
    }

    /// What audits are written from: the most that is worth a table.
    private Evidence evidence() {
        return new Evidence(
                up.history::since,
                up.history::measured,
                (from, to) -> up.requests.summary(from, to, AUDIT_ROWS),
                () -> ground.database.queries().report(QuerySort.TOTAL, AUDIT_ROWS, ground.clock.instant()),
                ground.caches::figures,
                (from, to) -> loads.between(from, to, AUDIT_ROWS),
                before -> loads.baselines(before, AUDIT_ROWS),
                loads::compare,
                this::bounds,
                (from, to) -> new Evidence.AlertHistory(up.alerts.fired(from, to), up.alerts.silences(from, to)),
                capacity::standing);
    }

    private AuditCapacity bounds() {
        return new AuditCapacity(
                ground.database.pool().max(), Runtime.getRuntime().maxMemory(), 150);
    }

    /// For a load run of this server.
    private LoadRuns.Rules rules(Instant begun) {
        Alerts.Trial trial = up.alerts.trial(begun);
        return new LoadRuns.Rules(trial::add, trial::critical);
    }

    private void catalogueSynced() {
        products.recomputeScores();
        countProducts();
    }

    private void countProducts() {
        ground.productsActive.set(products.countActive());
    }

    /// Kept before it is told: who hears of it may ask for it.
    private FlushResult flushed(@Nullable String cache, FlushResult result, Caller caller) {
        FlushResult kept = flushes.add(cache, result, caller.actor());
        ground.actions.log(LogEntry.Kind.FLUSH, "Flushed " + result.entries() + " cache entries.", caller.actor());
        return kept;
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
}
