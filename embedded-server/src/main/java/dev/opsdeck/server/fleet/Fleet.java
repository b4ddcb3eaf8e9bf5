package dev.opsdeck.server.fleet;

import dev.opsdeck.api.health.Instance;
import dev.opsdeck.server.db.Database;
import dev.opsdeck.server.db.DatabaseUnavailable;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The processes that share this database. Each writes a sign of life now and then; one that has been silent for a
/// minute is not shown any more. [#beat] is called by a thread that may wait.
public final class Fleet {

    /// How often to call [#beat].
    public static final Duration BEAT = Duration.ofSeconds(10);

    static final Duration SHOWN = Duration.ofSeconds(60);
    static final Duration KEPT = Duration.ofDays(1);

    private static final Logger LOG = LoggerFactory.getLogger(Fleet.class);

    private final InstanceRepository repository;
    private final InstantSource clock;
    private final Instance self;

    public Fleet(
            Database database, String instance, String version, String host, Instant startedAt, InstantSource clock) {
        this.repository = new InstanceRepository(database);
        this.clock = clock;
        this.self = new Instance(
                instance,
                version,
                host,
                startedAt,
                startedAt,
                database.dialect().name().toLowerCase(Locale.ROOT));
    }

    /// A sign of life. Not given when the database is gone: the next one comes soon.
    public void beat() {
        Instant now = clock.instant();
        try {
            repository.beat(
                    new Instance(self.instance(), self.version(), self.host(), self.startedAt(), now, self.database()));
            repository.removeSilentSince(now.minus(KEPT));
        } catch (DatabaseUnavailable gone) {
            LOG.debug("No sign of life in the database", gone);
        }
    }

    /// Takes its row away when the process ends properly.
    public void leave() {
        try {
            repository.remove(self.instance());
        } catch (DatabaseUnavailable gone) {
            LOG.debug("The instance could not be signed off", gone);
        }
    }

    List<Instance> alive() {
        return repository.aliveSince(clock.instant().minus(SHOWN));
    }
}
