package dev.opsdeck.console.requests;

import dev.opsdeck.api.Page;
import dev.opsdeck.api.traces.Trace;
import dev.opsdeck.api.traces.TraceSummary;
import dev.opsdeck.api.traces.TracingStatus;
import dev.opsdeck.console.connection.ApiClient;
import org.jspecify.annotations.Nullable;

/// What the traces need of one server. Every method blocks and may throw
/// [dev.opsdeck.console.connection.ApiFailure]: called on background threads only.
interface TraceServer {

    /// The one that ended last first.
    ///
    /// @param route  a part of the route; empty: any
    /// @param failed only those that failed
    /// @param after  the `next` of the page before; null: from the newest on
    Page<TraceSummary> traces(String route, boolean failed, @Nullable String after, int limit);

    Trace trace(String id);

    TracingStatus tracing();

    /// That of the server behind a client.
    static TraceServer of(ApiClient api) {
        return new TraceServer() {
            @Override
            public Page<TraceSummary> traces(String route, boolean failed, @Nullable String after, int limit) {
                return api.requests().traces(route, failed ? Boolean.TRUE : null, after, limit);
            }

            @Override
            public Trace trace(String id) {
                return api.requests().trace(id);
            }

            @Override
            public TracingStatus tracing() {
                return api.requests().tracing();
            }
        };
    }
}
