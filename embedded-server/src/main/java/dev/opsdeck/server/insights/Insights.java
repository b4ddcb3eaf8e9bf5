package dev.opsdeck.server.insights;

import dev.opsdeck.api.caches.CacheFigures;
import dev.opsdeck.api.insights.Insight;
import dev.opsdeck.api.insights.InsightKind;
import dev.opsdeck.api.insights.InsightReport;
import dev.opsdeck.api.insights.InsightReport.Check;
import dev.opsdeck.api.requests.QueryReport;
import dev.opsdeck.server.http.Access;
import dev.opsdeck.server.http.Answers;
import io.helidon.http.Status;
import io.helidon.webserver.http.HttpService;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Looks for what costs the server. Made and closed by the wiring, which calls [#look] once a minute on a thread that
/// may wait; any thread may ask for the report.
public final class Insights implements AutoCloseable {

    private static final double NANOS_PER_HOUR = 3.6e12;

    private final Supplier<List<CacheFigures>> caches;
    private final Supplier<QueryReport> queries;
    private final Predicate<Boolean> mayRecord;
    private final LongSupplier nanos;
    private final HeapFloor floor = new HeapFloor();
    private final Pins pins = new Pins();
    private final @Nullable MemoryPoolMXBean old = oldGeneration();
    private @Nullable PinWatch watch;
    private boolean looked;
    private boolean closed;

    /// @param queries   with its suspects
    /// @param mayRecord whether the JVM may begin to record, or (given true) go on with it
    /// @param nanos     `System.nanoTime`
    public Insights(
            Supplier<List<CacheFigures>> caches,
            Supplier<QueryReport> queries,
            Predicate<Boolean> mayRecord,
            LongSupplier nanos) {
        this.caches = caches;
        this.queries = queries;
        this.mayRecord = mayRecord;
        this.nanos = nanos;
    }

    /// `/ops/insights`, below `/ops`.
    public HttpService routes(Answers answers, Access access) {
        return rules ->
                rules.get("/insights", access.viewer((req, res) -> answers.write(req, res, Status.OK_200, report())));
    }

    /// Reads what the last collection left, and the second time begins to hear of blocked carrier threads: at the
    /// start every millisecond counts.
    public synchronized void look() {
        MemoryUsage left = old == null ? null : old.getCollectionUsage();
        if (left != null && left.getUsed() > 0) {
            floor.read(nanos.getAsLong() / NANOS_PER_HOUR, (double) left.getUsed());
        }
        if (looked && !closed) {
            hear();
        }
        looked = true;
    }

    private void hear() {
        PinWatch open = watch;
        boolean may = mayRecord.test(open != null);
        if (open == null && may) {
            watch = PinWatch.start(pins);
        } else if (open != null && !may) {
            open.close();
            watch = null;
        }
    }

    InsightReport report() {
        List<CacheFigures> figures = caches.get();
        QueryReport statements = queries.get();
        List<Pins.Place> places = pins.places();
        List<Insight> found = new ArrayList<>();
        HeapFloor.Leak leak = floor.leak();
        if (leak != null) {
            found.add(Findings.leak(leak, (double) Runtime.getRuntime().maxMemory()));
        }
        found.addAll(Findings.pinned(places));
        found.addAll(Findings.repeated(statements.suspects()));
        found.addAll(Findings.idleCaches(figures));
        return new InsightReport(found, List.of(memory(), carriers(), statements(statements), caches(figures)));
    }

    private Check memory() {
        boolean enough = floor.enough();
        String seen = String.format(
                Locale.ROOT, "%d collections of the old generation in %.1f hours", floor.collections(), floor.hours());
        String needed =
                String.format(Locale.ROOT, "; %d in %.0f hours are needed", HeapFloor.LEAST, HeapFloor.LEAST_HOURS);
        return new Check(InsightKind.MEMORY_LEAK, enough, seen + (enough ? "." : needed + " to judge."));
    }

    private synchronized Check carriers() {
        return new Check(
                InsightKind.BLOCKED_CARRIER,
                watch != null,
                watch == null
                        ? "Begins a minute after the start, and waits while the folder for temporary files is full."
                        : String.format(
                                Locale.ROOT,
                                "Every blocking of %d ms or longer is counted.",
                                PinWatch.LEAST.toMillis()));
    }

    private static Check statements(QueryReport report) {
        return new Check(
                InsightKind.REPEATED_STATEMENT,
                report.total() > 0,
                report.total() + " statements since counting began.");
    }

    private static Check caches(List<CacheFigures> figures) {
        long judged = figures.stream()
                .filter(cache -> cache.hits() + cache.misses() >= Findings.LEAST_LOOKUPS)
                .count();
        return new Check(
                InsightKind.IDLE_CACHE,
                judged > 0,
                String.format(
                        Locale.ROOT,
                        "%d of %d caches have been asked %d times or more.",
                        judged,
                        figures.size(),
                        Findings.LEAST_LOOKUPS));
    }

    /// The largest pool of the heap of which the JVM tells what collections left; null when there is none.
    private static @Nullable MemoryPoolMXBean oldGeneration() {
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP && pool.getCollectionUsage() != null)
                .filter(pool ->
                        !pool.getName().contains("Eden") && !pool.getName().contains("Survivor"))
                .max(Comparator.comparingLong(pool -> pool.getCollectionUsage().getMax()))
                .orElse(null);
    }

    @Override
    public synchronized void close() {
        closed = true;
        if (watch != null) {
            watch.close();
        }
    }
}
