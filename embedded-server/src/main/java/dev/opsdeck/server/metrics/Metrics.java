package dev.opsdeck.server.metrics;

import dev.opsdeck.api.caches.CacheFigures;
import dev.opsdeck.server.http.Access;
import dev.opsdeck.server.http.Answers;
import io.helidon.webserver.http.Filter;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.RoutingRequest;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The figures of this process: the filter that measures, the ticker that reads, `/metrics` that tells. Made and
/// closed by the server's wiring.
public final class Metrics implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Metrics.class);

    private final Schedule schedule;
    private final RequestMeter meter;
    private final MetricsTicker ticker;
    private final Exposition exposition;
    private volatile @Nullable Future<?> next;
    private volatile boolean closed;

    /// Runs a task once, later, on a thread that is its own: `(nanos, task) -> executor.schedule(task, nanos,
    /// NANOSECONDS)`.
    @FunctionalInterface
    public interface Schedule {

        Future<?> after(long nanos, Runnable task);
    }

    /// Told of every measured request when its answer has left. Must neither throw nor wait.
    @FunctionalInterface
    public interface Observer {

        /// @param loadRun whether a load run of this process sent it
        /// @param nanos   how long it took
        /// @param thrown  what a filter threw; what a route threw has become an answer and is null here
        void finished(RoutingRequest request, boolean loadRun, int status, long nanos, @Nullable Throwable thrown);
    }

    /// Figures that other parts keep. Called once a second by the ticker, so none of them may block or ask a
    /// database.
    public record Sources(
            IntSupplier dbActive,
            IntSupplier dbMax,
            IntSupplier dbWaiting,
            LongSupplier cacheEntries,
            LongSupplier cacheHits,
            LongSupplier cacheMisses,
            LongSupplier productsActive,
            Supplier<@Nullable Boolean> healthFailing,
            LongSupplier productsSynced,
            LongSupplier videosGenerated,
            LongSupplier publicationsCreated,
            LongSupplier dbQueries) {}

    /// Figures that a scrape asks for, on its own thread.
    ///
    /// @param limited requests refused by a rate limit
    public record Scraped(
            String version, IntSupplier dbIdle, Supplier<List<CacheFigures>> caches, LongSupplier limited) {}

    /// @param instance   a name that is new at every start
    /// @param ownLoadRun whether the value of the header `Opsdeck-Load-Run` was signed by this process
    /// @param observer   told of every measured request
    /// @param nanos      what durations are measured with
    /// @param clock      the time of day, read once a second
    public Metrics(
            String instance,
            Sources sources,
            Predicate<String> ownLoadRun,
            Observer observer,
            Schedule schedule,
            LongSupplier nanos,
            InstantSource clock) {
        this.schedule = schedule;
        RouteRecorders recorders = new RouteRecorders();
        ActiveClients clients = new ActiveClients();
        this.meter = new RequestMeter(recorders, clients, ownLoadRun, observer, nanos);
        this.exposition = new Exposition(meter);
        this.ticker = new MetricsTicker(
                new MetricsTicker.Identity(instance, clock.instant()),
                recorders,
                clients,
                new GaugeReader(sources, meter::active),
                sources,
                nanos,
                clock);
    }

    /// The first filter of the routing.
    public Filter meter() {
        return meter;
    }

    /// `GET /metrics`.
    public HttpService routes(Answers answers, Access access, Scraped scraped) {
        return new MetricsRoutes(answers, access, format -> exposition.text(format, scraped));
    }

    /// Begins to read: the first time very soon, then once a second.
    ///
    /// @param pipeline takes every reading, on the ticker's thread; must not block
    public void start(Consumer<IntervalReading> pipeline) {
        ticker.begin();
        scheduleNext(pipeline);
    }

    /// No reading after this, except for one that is under way.
    @Override
    public void close() {
        closed = true;
        Future<?> waiting = next;
        if (waiting != null) {
            waiting.cancel(false);
        }
    }

    private void scheduleNext(Consumer<IntervalReading> pipeline) {
        if (!closed) {
            next = schedule.after(ticker.untilNext(), () -> run(pipeline));
        }
    }

    private void run(Consumer<IntervalReading> pipeline) {
        if (closed) {
            return;
        }
        try {
            IntervalReading reading = ticker.tick();
            exposition.add(reading);
            pipeline.accept(reading);
        } catch (RuntimeException bug) {
            // One broken second must not end the measuring.
            LOG.error("A second could not be read or passed on", bug);
        } finally {
            scheduleNext(pipeline);
        }
    }
}
