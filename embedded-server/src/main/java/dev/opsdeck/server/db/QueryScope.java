package dev.opsdeck.server.db;

import org.jspecify.annotations.Nullable;

/// Where the statements of a thread are counted, and for which request. Bound by [QueryStatistics], asked by [Sql].
///
/// @param request null outside of requests
record QueryScope(QueryStatistics statistics, @Nullable RequestQueries request) {

    static final ScopedValue<QueryScope> CURRENT = ScopedValue.newInstance();

    /// What [#end] is told of an execution that threw.
    static final long FAILED = -1;

    /// That of this thread; null when nobody counts, as on a connection that is not the server's.
    static @Nullable QueryScope current() {
        return CURRENT.isBound() ? CURRENT.get() : null;
    }

    /// An execution begins.
    static long begin(@Nullable QueryScope scope) {
        return scope == null ? 0 : scope.statistics.nanos();
    }

    /// An execution has ended.
    static void end(@Nullable QueryScope scope, String sql, long begin, long rows) {
        if (scope != null) {
            scope.statistics.executed(scope.request, sql, begin, rows);
        }
    }
}
