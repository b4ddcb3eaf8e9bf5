package dev.opsdeck.server;

import dev.opsdeck.api.caches.FlushResult;
import dev.opsdeck.server.cache.CacheRoutes;
import dev.opsdeck.server.cache.Caches;
import dev.opsdeck.server.db.Database;
import dev.opsdeck.server.db.DatabaseUnavailable;
import dev.opsdeck.server.http.Access;
import dev.opsdeck.server.http.Answers;
import dev.opsdeck.server.http.Bodies;
import dev.opsdeck.server.http.Caller;
import dev.opsdeck.server.http.ErrorMapping;
import dev.opsdeck.server.http.Json;
import dev.opsdeck.server.http.LoopbackGuard;
import io.helidon.webserver.http.HttpRouting;
import java.net.URI;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// All wiring of the server, in the order of the two roads. Nothing here decides anything: it builds, connects, starts
/// and closes.
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
    private final Caches caches = new Caches(clock, System::nanoTime);

    ServerContext(ServerSettings settings) {
        this.settings = settings;
        this.access = new Access(settings.operatorToken(), settings.viewerToken());
        this.database = Database.open(settings.databaseOrFile());
    }

    ErrorMapping errors() {
        return errors;
    }

    /// The whole address space of the server.
    void routing(HttpRouting.Builder routing) {
        errors.register(routing, DatabaseUnavailable.class);
        routing.addFilter(access);
        if (settings.loopback()) {
            routing.addFilter(new LoopbackGuard(settings.allowedHosts()));
        }
        routing.register("/ops", new CacheRoutes(caches, answers, bodies, access, this::logFlush));
    }

    private void logFlush(FlushResult result, Caller caller) {
        LOG.info("{} flushed {} cache entries", caller.actor(), result.entries());
    }

    /// The socket listens: begin to measure.
    void started(URI url) {
        LOG.info("Opsdeck listens on {}", url);
        if (settings.operatorToken() == null) {
            LOG.info("No operator token is set, so nobody can steer it: make one with the sub-command 'token' and set"
                    + " OPSDECK_OPERATOR_TOKEN.");
        }
    }

    /// Ends what never ends by itself, so that the socket can drain.
    void closeStreams() {}

    @Override
    public void close() {
        database.close();
    }
}
