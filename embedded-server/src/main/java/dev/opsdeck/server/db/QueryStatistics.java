package dev.opsdeck.server.db;

import dev.opsdeck.api.requests.QueryFigures;
import dev.opsdeck.api.requests.QueryReport;
import dev.opsdeck.api.requests.QuerySort;
import dev.opsdeck.api.traces.SpanKind;
import dev.opsdeck.server.spans.Recording;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Counts every statement that goes through [Sql] on a connection of one [Database], and finds those that a request
/// repeats (N+1). Statements of the schema's migration are not counted. In memory and bounded. Any thread; recording
/// takes no lock.
public final class QueryStatistics {

    /// Statements told apart; the rest is counted in one row.
    static final int MAX_STATEMENTS = 500;

    static final String OTHERS = "(all others)";

    /// Texts whose figures are remembered. Most are constants; those that are put together may be without end, so
    /// the memory is emptied when it is full.
    private static final int MAX_TEXTS = 2_000;

    private final LongSupplier nanos;
    private final QueryScope background = new QueryScope(this, null);
    private final LongAdder executed = new LongAdder();
    private volatile Counted counted;

    /// What was counted since the counting began anew.
    private static final class Counted {

        final ConcurrentHashMap<String, StatementFigures> byText = new ConcurrentHashMap<>();
        final ConcurrentHashMap<String, StatementFigures> byStatement = new ConcurrentHashMap<>();
        final Suspects suspects = new Suspects();
        final long since;

        Counted(long since) {
            this.since = since;
        }
    }

    /// @param nanos what durations are measured with
    public QueryStatistics(LongSupplier nanos) {
        this.nanos = nanos;
        this.counted = new Counted(nanos.getAsLong());
    }

    /// Handles a request, on its thread: what it executes meanwhile on the same thread counts as its own.
    ///
    /// @param route asked once, at the end, when something was executed
    public void request(Runnable handling, Supplier<String> route) {
        RequestQueries queries = new RequestQueries();
        try {
            ScopedValue.where(QueryScope.CURRENT, new QueryScope(this, queries)).run(handling);
        } finally {
            if (!queries.isEmpty()) {
                finished(queries, route.get());
            }
        }
    }

    /// Begins anew: forgets all figures and suspects.
    public void reset() {
        counted = new Counted(nanos.getAsLong());
    }

    /// Statements executed since the start; a batch is one. Not begun anew by [#reset].
    public long executed() {
        return executed.sum();
    }

    /// The figures now.
    ///
    /// @param now   the time of day
    /// @param limit of the statements; the suspects are all there
    public QueryReport report(QuerySort sort, int limit, Instant now) {
        Counted read = counted;
        long at = nanos.getAsLong();
        List<QueryFigures> all = read.byStatement.values().stream()
                .map(figures -> figures.read(now, at))
                .filter(figures -> figures.calls() > 0)
                .sorted(order(sort).reversed().thenComparing(QueryFigures::statement))
                .toList();
        return new QueryReport(
                now.minusNanos(at - read.since),
                all.subList(0, Math.min(limit, all.size())),
                all.size(),
                read.suspects.read(now, at));
    }

    /// Does database work, counted: for the request of this thread, or as the server's own.
    <T extends @Nullable Object> T run(SqlWork<T> work, Connection connection) throws SQLException {
        QueryScope scope = QueryScope.current();
        if (scope != null && scope.statistics() == this) {
            return work.run(connection);
        }
        return ScopedValue.where(QueryScope.CURRENT, background).call(() -> work.run(connection));
    }

    long nanos() {
        return nanos.getAsLong();
    }

    /// @param rows read or changed; negative when it failed
    void executed(@Nullable RequestQueries request, String sql, long begin, long rows) {
        long end = nanos.getAsLong();
        StatementFigures figures = figures(sql, end);
        executed.increment();
        figures.record(end - begin, end, rows);
        attribute(request, figures, begin, end, rows);
    }

    /// The request of this thread waited for a statement that another thread executed for both, where it is
    /// counted.
    ///
    /// @param begin since when it waited, of [#nanos]
    /// @param rows  of it that were for this request
    void shared(String sql, long begin, long rows) {
        long end = nanos.getAsLong();
        QueryScope scope = QueryScope.current();
        attribute(scope == null ? null : scope.request(), figures(sql, end), begin, end, rows);
    }

    private StatementFigures figures(String sql, long at) {
        Counted now = counted;
        StatementFigures figures = now.byText.get(sql);
        return figures == null ? first(now, sql, at) : figures;
    }

    private static void attribute(
            @Nullable RequestQueries request, StatementFigures figures, long begin, long end, long rows) {
        Recording recording = Recording.current();
        if (recording != null) {
            recording.add(SpanKind.QUERY, figures.statement(), begin, end, rows, null);
        }
        if (request != null) {
            request.executed(figures, end - begin);
        }
    }

    private static StatementFigures first(Counted now, String sql, long at) {
        String statement = StatementText.normalised(sql);
        StatementFigures figures = now.byStatement.get(statement);
        if (figures == null) {
            String key = now.byStatement.size() < MAX_STATEMENTS ? statement : OTHERS;
            figures = now.byStatement.computeIfAbsent(key, text -> new StatementFigures(text, at));
        }
        if (now.byText.size() >= MAX_TEXTS) {
            now.byText.clear();
        }
        now.byText.put(sql, figures);
        return figures;
    }

    private void finished(RequestQueries queries, String route) {
        Suspects suspects = counted.suspects;
        long now = nanos.getAsLong();
        queries.forEach((statement, count, took, codeLine) -> {
            statement.calledBy(route, count);
            if (count >= RequestQueries.SUSPECT_COUNT && took > RequestQueries.SUSPECT_NANOS) {
                suspects.add(statement.statement(), route, codeLine, count, took, now);
            }
        });
    }

    private static Comparator<QueryFigures> order(QuerySort sort) {
        return switch (sort) {
            case TOTAL -> Comparator.comparingDouble(QueryFigures::totalMillis);
            case P95 -> Comparator.comparingDouble(QueryFigures::p95Millis);
            case MAX -> Comparator.comparingDouble(QueryFigures::maxMillis);
            case CALLS -> Comparator.comparingLong(QueryFigures::calls);
            case ROWS -> Comparator.comparingLong(QueryFigures::rows);
        };
    }
}
