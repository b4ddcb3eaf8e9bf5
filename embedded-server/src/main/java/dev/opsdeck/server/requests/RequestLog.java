package dev.opsdeck.server.requests;

import dev.opsdeck.api.Page;
import dev.opsdeck.api.audits.AuditRequests;
import dev.opsdeck.api.live.LogEntry;
import dev.opsdeck.api.requests.RequestEntry;
import dev.opsdeck.api.requests.RequestKind;
import dev.opsdeck.api.requests.RequestLogChange;
import dev.opsdeck.api.requests.RequestLogSettings;
import dev.opsdeck.server.audit.ActionLog;
import dev.opsdeck.server.db.BatchWriter;
import dev.opsdeck.server.db.Database;
import io.helidon.webserver.http.RoutingRequest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Keeps requests that were slow or failed in the database, for as long as wanted. Request threads tell of every
/// request and wait for nothing: a thread of its own stores. Closed by the server's wiring, before the database.
public final class RequestLog implements AutoCloseable {

    /// Rows of each kind that are kept, whatever their age.
    static final int MOST = 20_000;

    /// Entries of each kind that are kept of one second; one more then tells how many were left out.
    static final int PER_SECOND = 20;

    private static final Logger LOG = LoggerFactory.getLogger(RequestLog.class);
    private static final int MAX_WAITING = 2_000;

    private final RequestRepository repository;
    private final RequestReader reader;
    private final Duration kept;
    private final int slowMillisAtFirst;
    private final ActionLog actions;
    private final InstantSource clock;
    private final BatchWriter<RequestRepository.Kept> writer;
    private final StormGate slow;
    private final StormGate errors;
    private final AtomicLong lastId = new AtomicLong();
    private volatile int slowMillis;

    /// @param node        which server this is, stable over restarts
    /// @param slowRequest the threshold as long as nobody sets another
    /// @param keptDays    how long requests are kept
    public RequestLog(
            Database database,
            String node,
            Duration slowRequest,
            int keptDays,
            ActionLog actions,
            InstantSource clock) {
        this.repository = new RequestRepository(database);
        this.reader = new RequestReader(node);
        this.kept = Duration.ofDays(keptDays);
        this.slowMillisAtFirst = Math.toIntExact(slowRequest.toMillis());
        this.actions = actions;
        this.clock = clock;
        this.slowMillis = slowMillisAtFirst;
        this.writer = new BatchWriter<>("requests", MAX_WAITING, Duration.ofSeconds(1), repository::store);
        this.slow = new StormGate(PER_SECOND, entry -> writer.add(new RequestRepository.Kept(RequestKind.SLOW, entry)));
        this.errors =
                new StormGate(PER_SECOND, entry -> writer.add(new RequestRepository.Kept(RequestKind.ERROR, entry)));
        refresh();
    }

    /// Whether a request that took so long was slow.
    public boolean isSlow(long nanos) {
        return nanos >= slowMillis * 1_000_000L;
    }

    /// A request has been answered: on its thread.
    ///
    /// @param thrown what a filter threw, if it was that
    public void finished(RoutingRequest request, boolean loadRun, int status, long nanos, @Nullable Throwable thrown) {
        boolean wasSlow = isSlow(nanos);
        boolean failed = status >= 500;
        if (!wasSlow && !failed) {
            return;
        }
        try {
            Instant at = clock.instant().truncatedTo(ChronoUnit.MILLIS);
            long id = nextId(at);
            if (wasSlow) {
                slow.offer(at, () -> reader.entry(request, id, at, loadRun, status, nanos, thrown));
            }
            if (failed) {
                errors.offer(at, () -> reader.entry(request, id, at, loadRun, status, nanos, thrown));
            }
        } catch (RuntimeException bug) {
            // The request itself has been answered; that must stay so.
            LOG.error("A request could not be kept", bug);
        }
    }

    /// A page of requests, newest first. An entry is there about a second after its request.
    Page<RequestEntry> list(RequestRepository.Filter filter, @Nullable RequestCursor after, int limit) {
        List<RequestEntry> rows = repository.list(filter, after, limit);
        String next = rows.size() < limit ? null : RequestCursor.behind(rows.getLast());
        return new Page<>(rows, repository.count(filter), next);
    }

    /// What is kept of a stretch of time, by route.
    ///
    /// @param to    excluded
    /// @param limit most rows of each kind
    public AuditRequests summary(Instant from, Instant to, int limit) {
        return new AuditRequests(
                repository.since(), slowMillis, repository.faults(from, to, limit), repository.slow(from, to, limit));
    }

    RequestLogSettings settings() {
        refresh();
        return new RequestLogSettings(slowMillis, (int) kept.toDays(), MOST);
    }

    /// Sets the threshold for all servers that share the database, now and after restarts; others follow within
    /// seconds.
    RequestLogSettings change(RequestLogChange change, String actor) {
        repository.saveSlowMillis(change.slowMillis());
        slowMillis = change.slowMillis();
        actions.log(LogEntry.Kind.SETTING, "Requests count as slow from " + change.slowMillis() + " ms on.", actor);
        return settings();
    }

    /// Takes over the threshold that another server may have set, and ends storms that are over. Called every few
    /// seconds, by a thread that may wait.
    public void refresh() {
        Instant now = clock.instant();
        slow.sweep(now);
        errors.sweep(now);
        Integer set = repository.slowMillis();
        slowMillis = set == null ? slowMillisAtFirst : set;
    }

    /// Forgets what is too old or too much. Called now and then, by a thread that may wait.
    public void trim() {
        repository.trim(clock.instant().minus(kept), MOST);
    }

    @Override
    public void close() {
        Instant later = clock.instant().plusSeconds(1);
        slow.sweep(later);
        errors.sweep(later);
        writer.close();
    }

    /// Microseconds of the time of day, but always more than before.
    private long nextId(Instant at) {
        return lastId.accumulateAndGet(at.toEpochMilli() * 1_000, (last, now) -> Math.max(last + 1, now));
    }
}
