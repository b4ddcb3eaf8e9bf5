package dev.opsdeck.server;

import dev.opsdeck.api.live.LogEntry;
import dev.opsdeck.server.db.DatabaseUnavailable;
import dev.opsdeck.server.http.ErrorMapping;
import dev.opsdeck.server.http.LoopbackGuard;
import dev.opsdeck.server.http.RouteTable;
import dev.opsdeck.server.openapi.OpenApiRoutes;
import dev.opsdeck.server.requests.QueryWatch;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.HttpRules;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// All wiring of the server: the ground, the two roads on it, and in which order they begin and end. Nothing in these
/// four classes decides anything: they build, connect, start and close.
final class ServerContext implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ServerContext.class);

    private final Ground ground;
    private final RoadUp up;
    private final RoadDown down;
    private final ErrorMapping errors;
    private final Background background = new Background();

    ServerContext(ServerSettings settings) {
        this.ground = new Ground(settings);
        this.errors = new ErrorMapping(ground.json);
        this.up = new RoadUp(ground, this::isLoadRun);
        this.down = new RoadDown(ground, up);
        try {
            ground.caches.start();
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
        routing.addFilter(up.tracing.filter());
        routing.addFilter(up.metrics.meter());
        routing.addFilter(new QueryWatch(ground.database.queries()));
        routing.addFilter(ground.access);
        if (ground.settings.loopback()) {
            routing.addFilter(new LoopbackGuard(ground.settings.allowedHosts()));
        }
        routing.addFilter(down.limits);
        return RouteTable.fill(routing, this::routes);
    }

    private void routes(HttpRules routing) {
        routing.register(new OpenApiRoutes(ground.json, ground.answers, Version.current()));
        up.routes(routing, down.limits::refused);
        down.routes(routing);
    }

    /// The socket listens: begin to measure.
    void started(URI url) {
        ground.listens(url);
        up.start(background);
        down.start(background);
        ground.actions.log(
                LogEntry.Kind.START,
                "Started version " + Version.current() + " with "
                        + ground.database.dialect().label() + ".",
                null);
        LOG.info("Opsdeck listens on {}", url);
        if (ground.settings.operatorToken() == null) {
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
        down.closeStreams();
        ground.feed.close();
    }

    /// Asked while requests come, when both roads are there.
    private boolean isLoadRun(String mark) {
        return down.isLoadRun(mark);
    }

    @Override
    public void close() {
        up.stopTicking();
        down.close();
        up.settle();
        background.close();
        up.leave();
        ground.close();
    }
}
