package dev.opsdeck.server;

import dev.opsdeck.api.live.LiveEvent;
import dev.opsdeck.server.audit.StoredActionLog;
import dev.opsdeck.server.cache.Caches;
import dev.opsdeck.server.db.Database;
import dev.opsdeck.server.db.Dialect;
import dev.opsdeck.server.http.Access;
import dev.opsdeck.server.http.Answers;
import dev.opsdeck.server.http.Bodies;
import dev.opsdeck.server.http.Json;
import dev.opsdeck.server.redis.Redis;
import dev.opsdeck.server.stream.EventFeed;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.InstantSource;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/// What both roads stand on: the database and what is agreed upon in it, JSON, who may call, the log of actions,
/// the live events, and which server this is. Thread-safe; closed last.
final class Ground implements AutoCloseable {

    final ServerSettings settings;
    final InstantSource clock = InstantSource.system();

    final Json json = new Json();
    final Answers answers = new Answers(json);
    final Bodies bodies = new Bodies(json);
    final Access access;

    /// For what is asked now and then and may wait.
    final ExecutorService probes = Executors.newVirtualThreadPerTaskExecutor();

    final Database database;
    final @Nullable Redis redis;
    final Caches caches;

    /// The name under which history is kept: the same after a restart. An H2 file has one server; servers that
    /// share a PostgreSQL differ by machine and port.
    final String node;

    final String host = hostName();
    final EventFeed feed = new EventFeed(json::bytes, System::nanoTime, clock.millis());
    final StoredActionLog actions;

    // What the road down counts, and the road up measures.
    final AtomicLong productsActive = new AtomicLong();
    final LongAdder productsSynced = new LongAdder();
    final LongAdder videosGenerated = new LongAdder();
    final LongAdder publicationsCreated = new LongAdder();

    private final AtomicReference<@Nullable URI> url = new AtomicReference<>();

    Ground(ServerSettings settings) {
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
        this.node = database.dialect() == Dialect.H2 ? "local" : address();
        this.actions = new StoredActionLog(database, node, clock, entry -> feed.publish(new LiveEvent.Logged(entry)));
    }

    /// Machine and port, for people.
    String address() {
        return host + ":" + settings.port();
    }

    /// @throws IllegalStateException before the socket listens
    URI url() {
        URI known = url.get();
        if (known == null) {
            throw new IllegalStateException("the server does not listen yet");
        }
        return known;
    }

    void listens(URI url) {
        this.url.set(url);
    }

    private static String hostName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "localhost";
        }
    }

    @Override
    public void close() {
        actions.close();
        caches.close();
        probes.shutdownNow();
        if (redis != null) {
            redis.close();
        }
        database.close();
    }
}
