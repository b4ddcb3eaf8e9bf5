package dev.opsdeck.server.tracing;

import dev.opsdeck.api.traces.SpanKind;
import dev.opsdeck.api.traces.TraceReason;
import dev.opsdeck.api.traces.TracingStatus;
import dev.opsdeck.server.db.Database;
import dev.opsdeck.server.db.Dialect;
import dev.opsdeck.server.http.Access;
import dev.opsdeck.server.http.Answers;
import dev.opsdeck.server.http.Json;
import dev.opsdeck.server.spans.Recorder;
import dev.opsdeck.server.spans.Recording;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.Filter;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.RoutingRequest;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongPredicate;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Decides at the end of a request whether its recording is kept (by chance, or because it was slow or failed),
/// stores what is kept and hands it to the receivers. Request threads wait for nothing. Made by the wiring;
/// closed by it before the database.
public final class Tracing implements AutoCloseable {

    /// Traces stored of one second: so many picked by chance, and as many slow and failed ones.
    static final int PER_SECOND = 20;

    private static final Logger LOG = LoggerFactory.getLogger(Tracing.class);
    private static final HeaderName TRACEPARENT = HeaderNames.create("traceparent");

    private final TracingSettings settings;
    private final TraceStore store;
    private final List<Outbox> outboxes;
    private final Sampler sampler;
    private final TraceMaker maker;
    private final RequestRoots roots = new RequestRoots();
    private final LongPredicate slow;
    private final InstantSource clock;
    private final LongSupplier nanos;
    private final LongSupplier random;
    private final SecondGate sampledGate = new SecondGate(PER_SECOND);
    private final SecondGate troubleGate = new SecondGate(PER_SECOND);
    private final LongAdder kept = new LongAdder();

    /// What tracing is given beside the database.
    ///
    /// @param node    which server this is, stable over restarts
    /// @param version of the product
    /// @param slow    whether a request that took so many nanoseconds was slow
    /// @param nanos   `System.nanoTime`
    /// @param random  any 64 bits
    public record Surroundings(
            String node,
            String version,
            LongPredicate slow,
            InstantSource clock,
            LongSupplier nanos,
            LongSupplier random) {}

    public Tracing(Database database, Json json, TracingSettings settings, Surroundings around) {
        this.settings = settings;
        this.slow = around.slow();
        this.clock = around.clock();
        this.nanos = around.nanos();
        this.random = around.random();
        this.sampler = new Sampler(settings.ratio());
        this.store = new TraceStore(new TraceRepository(database, json), settings.most(), clock);
        String name = database.dialect() == Dialect.POSTGRESQL ? "postgresql" : "h2database";
        this.maker = new TraceMaker(around.node(), name, random);
        this.outboxes = Receivers.open(settings, around.node(), around.version(), clock);
    }

    /// To be the outermost filter of the routing: it stands around the one that tells [#finished].
    public Filter filter() {
        return settings.on() ? new TraceFilter(nanos) : (chain, request, response) -> chain.proceed();
    }

    /// A request has been answered: on its thread, within the filter.
    ///
    /// @param thrown what a filter threw, if it was that
    public void finished(RoutingRequest request, boolean loadRun, int status, long took, @Nullable Throwable thrown) {
        Recording recording = Recording.current();
        if (recording == null) {
            return;
        }
        try {
            TraceParent parent = request.headers().contains(TRACEPARENT)
                    ? TraceParent.parse(request.headers().get(TRACEPARENT).get())
                    : null;
            long lower = random.getAsLong();
            boolean chosen = parent == null ? sampler.picks(lower) : parent.sampled();
            TraceReason reason = reason(status, took, chosen);
            if (reason == null) {
                return;
            }
            Instant now = clock.instant();
            boolean stored = (reason == TraceReason.SAMPLED ? sampledGate : troubleGate).open(now.getEpochSecond());
            if (!stored && outboxes.stream().noneMatch(Outbox::hasRoom)) {
                // Nobody would take it, so it is not made: a receiver that is gone must cost nothing.
                outboxes.forEach(Outbox::leftOut);
                return;
            }
            String id = parent == null ? newTraceId(lower) : parent.traceId();
            Throwable cause = status < 500 ? null : RequestRoots.cause(request, thrown);
            Instant begin = now.minusNanos(took);
            keep(
                    roots.root(request, id, parent, reason, begin, status, took, loadRun, cause),
                    recording,
                    stored,
                    cause);
        } catch (RuntimeException bug) {
            // The request itself has been answered; that must stay so.
            LOG.error("A trace could not be kept", bug);
        }
    }

    /// For runs of the server's own.
    public Recorder recorder() {
        return settings.on() ? this::record : Recorder.NONE;
    }

    /// `/ops/traces`, below `/ops`.
    public HttpService routes(Answers answers, Access access) {
        return new TraceRoutes(store, this::status, answers, access);
    }

    /// Forgets what is too much. Called now and then, by a thread that may wait.
    public void trim() {
        store.trim();
    }

    @Override
    public void close() {
        outboxes.forEach(Outbox::close);
        store.close();
    }

    TracingStatus status() {
        return new TracingStatus(
                settings.on(),
                settings.ratio(),
                settings.most(),
                kept.sum(),
                sampledGate.leftOut() + troubleGate.leftOut(),
                outboxes.stream().map(Outbox::status).toList());
    }

    private @Nullable TraceReason reason(int status, long took, boolean chosen) {
        if (status >= 500) {
            return TraceReason.ERROR;
        }
        if (slow.test(took)) {
            return TraceReason.SLOW;
        }
        return chosen ? TraceReason.SAMPLED : null;
    }

    private void record(SpanKind kind, String name, Runnable work) {
        Recording recording = new Recording(nanos.getAsLong());
        Instant begin = clock.instant();
        Throwable failure = null;
        try {
            recording.run(work);
        } catch (RuntimeException | Error thrown) {
            failure = thrown;
            throw thrown;
        } finally {
            boolean failed = failure != null || recording.attributes().containsKey("error.type");
            TraceMaker.Root root = new TraceMaker.Root(
                    newTraceId(random.getAsLong()),
                    null,
                    failed ? TraceReason.ERROR : TraceReason.RUN,
                    kind,
                    begin,
                    name,
                    name,
                    null,
                    nanos.getAsLong() - recording.begin(),
                    false,
                    Map.of());
            keep(root, recording, true, failure);
        }
    }

    private void keep(TraceMaker.Root root, Recording recording, boolean stored, @Nullable Throwable cause) {
        Finished finished = new Finished(maker.trace(root, recording), cause);
        kept.increment();
        if (stored) {
            recording.keptAs(root.traceId());
            store.add(finished.trace());
        }
        outboxes.forEach(outbox -> outbox.offer(finished));
    }

    private String newTraceId(long lower) {
        HexFormat hex = HexFormat.of();
        return hex.toHexDigits(random.getAsLong()) + hex.toHexDigits(lower == 0 ? 1 : lower);
    }
}
