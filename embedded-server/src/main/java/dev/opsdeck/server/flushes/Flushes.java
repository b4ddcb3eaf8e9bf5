package dev.opsdeck.server.flushes;

import dev.opsdeck.api.Page;
import dev.opsdeck.api.caches.Flush;
import dev.opsdeck.api.caches.FlushFindings;
import dev.opsdeck.api.caches.FlushReport;
import dev.opsdeck.api.caches.FlushResult;
import dev.opsdeck.server.db.Database;
import dev.opsdeck.server.db.DatabaseException;
import dev.opsdeck.server.db.DatabaseUnavailable;
import dev.opsdeck.server.flushes.FlushRepository.Row;
import dev.opsdeck.server.history.SampleHistory;
import dev.opsdeck.server.http.Access;
import dev.opsdeck.server.http.Answers;
import dev.opsdeck.server.http.ApiException;
import dev.opsdeck.server.http.Json;
import io.helidon.webserver.http.HttpService;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Keeps every flush and finds out what it led to: computed from the stored seconds whenever it is asked for, and
/// kept when nothing changes any more. So a restart in between costs nothing. Thread-safe.
public final class Flushes {

    /// How many are kept.
    static final int KEPT = 200;

    private static final Logger LOG = LoggerFactory.getLogger(Flushes.class);

    /// A node that has not settled its own by then will not: it is gone.
    private static final Duration ABANDONED = Recovery.FOLLOWED.plusMinutes(1);

    private final FlushRepository repository;
    private final Surroundings around;
    private volatile boolean open;

    /// What it works with.
    ///
    /// @param node      which server this is, stable over restarts
    /// @param startedAt when this process was started
    /// @param syncs     the moments between two at which syncs changed the catalogue
    public record Surroundings(
            String node,
            Instant startedAt,
            SampleHistory history,
            BiFunction<Instant, Instant, List<Instant>> syncs,
            InstantSource clock) {}

    public Flushes(Database database, Json json, Surroundings around) {
        this.repository = new FlushRepository(database, json);
        this.around = around;
    }

    /// `/ops/flushes`, below `/ops`.
    public HttpService routes(Answers answers, Access access) {
        return new FlushRoutes(this, answers, access);
    }

    /// Goes on with what a former process of this node followed. Called once, before the first flush.
    public void resume() {
        repository.restarted(around.node(), around.startedAt());
        open = true;
    }

    /// Keeps a flush that has just been made.
    ///
    /// @param cache the only one that was emptied; null: all
    /// @return the same with its id, or without when the database does not take it: the caches are empty anyway
    public FlushResult add(@Nullable String cache, FlushResult made, String actor) {
        Instant at = made.at().truncatedTo(ChronoUnit.MILLIS);
        FlushResult result = new FlushResult(at, made.entries(), made.caches(), null);
        try {
            long id = repository.insert(around.node(), result, cache, actor, around.startedAt());
            open = true;
            return result.withId(id);
        } catch (DatabaseUnavailable | DatabaseException e) {
            LOG.warn("A flush is not among those that are kept: the database did not take it", e);
            return result;
        }
    }

    /// Keeps what does not change any more. Called every few seconds by a thread that may wait; asks the database
    /// only while a recovery is followed.
    public void settle() {
        if (open) {
            // Before it looks: a flush that comes meanwhile opens it again.
            open = false;
            boolean left = true;
            try {
                left = settleOpen();
            } finally {
                if (left) {
                    open = true;
                }
            }
        }
    }

    /// Settles what nobody did, and forgets the oldest. Called now and then, by a thread that may wait.
    public void trim() {
        settleOpen();
        repository.keepNewest(KEPT);
    }

    /// Newest first.
    Page<Flush> list(int limit) {
        List<Flush> page = repository.list(limit).stream()
                .map(row -> row.findings() == null ? report(row).flush() : flush(row, row.findings()))
                .toList();
        return new Page<>(page, repository.count(), null);
    }

    FlushReport report(long id) {
        Row row = repository.find(id);
        if (row == null) {
            throw ApiException.notFound("There is no flush " + id + ".");
        }
        return row.findings() == null ? report(row) : new FlushReport(flush(row, row.findings()), repository.curve(id));
    }

    private boolean settleOpen() {
        boolean left = false;
        Instant now = around.clock().instant();
        for (Row row : repository.open(around.node(), now.minus(ABANDONED))) {
            Recovery.Found found = find(row);
            if (found.settled()) {
                repository.settle(row.id(), found.findings(), found.curve());
            } else {
                left = true;
            }
        }
        return left;
    }

    private FlushReport report(Row row) {
        Recovery.Found found = find(row);
        return new FlushReport(flush(row, found.findings()), found.curve());
    }

    private Recovery.Found find(Row row) {
        Instant now = around.clock().instant();
        Instant from = row.at().minus(Recovery.FORMER);
        Instant to = row.at().plus(Recovery.FOLLOWED);
        List<Second> seconds = around.history().secondsOf(row.node(), from, to, Second.METRICS).stream()
                .map(Second::of)
                .toList();
        return Recovery.of(seconds, row.at(), disturbances(row, from, to), now);
    }

    private List<Disturbance> disturbances(Row row, Instant from, Instant to) {
        List<Disturbance> found = new ArrayList<>();
        found.add(new Disturbance(row.startedAt(), Disturbance.Kind.START));
        if (row.restartedAt() != null) {
            found.add(new Disturbance(row.restartedAt(), Disturbance.Kind.START));
        }
        repository.others(row.id(), from, to).forEach(at -> found.add(new Disturbance(at, Disturbance.Kind.FLUSH)));
        around.syncs().apply(from, to).forEach(at -> found.add(new Disturbance(at, Disturbance.Kind.SYNC)));
        return found;
    }

    private static Flush flush(Row row, FlushFindings findings) {
        return new Flush(
                row.id(), row.at(), row.cache(), row.actor(), row.node(), row.entries(), row.dropped(), findings);
    }
}
