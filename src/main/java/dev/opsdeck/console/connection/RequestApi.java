package dev.opsdeck.console.connection;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.opsdeck.api.Page;
import dev.opsdeck.api.insights.InsightReport;
import dev.opsdeck.api.requests.QueryReport;
import dev.opsdeck.api.requests.RequestEntry;
import dev.opsdeck.api.requests.RequestKind;
import dev.opsdeck.api.requests.RequestLogChange;
import dev.opsdeck.api.requests.RequestLogSettings;
import dev.opsdeck.api.traces.Trace;
import dev.opsdeck.api.traces.TraceSummary;
import dev.opsdeck.api.traces.TracingStatus;
import org.jspecify.annotations.Nullable;

/// The calls of the contract about single requests: those kept, their statements and traces, and what was found
/// in them. Every method blocks and throws [ApiFailure]; call them on [dev.opsdeck.console.task.BackgroundTasks]
/// only.
public final class RequestApi {

    private final Http http;

    RequestApi(Http http) {
        this.http = http;
    }

    /// `GET /ops/requests`, newest first.
    ///
    /// @param route a part of the route; empty: any
    /// @param after the `next` of the page before, or null
    public Page<RequestEntry> requests(RequestKind kind, String route, @Nullable String after, int limit) {
        var url = http.path("ops/requests")
                .with("kind", http.name(RequestKind.class, kind))
                .with("route", route.isBlank() ? null : route)
                .with("after", after)
                .with("limit", limit);
        return http.get(url, new TypeReference<>() {});
    }

    /// `GET /ops/requests/settings`.
    public RequestLogSettings settings() {
        return http.get(http.path("ops/requests/settings"), new TypeReference<>() {});
    }

    /// `PUT /ops/requests/settings`.
    public RequestLogSettings changeSlowThreshold(int millis) {
        var url = http.path("ops/requests/settings");
        return http.send("PUT", url, new RequestLogChange(millis), new TypeReference<>() {});
    }

    /// `GET /ops/queries`: all statements, most time first.
    public QueryReport queries() {
        return http.get(http.path("ops/queries"), new TypeReference<>() {});
    }

    /// `DELETE /ops/queries`: begins to count anew.
    public void resetQueries() {
        http.delete(http.path("ops/queries"));
    }

    /// `GET /ops/traces`, the one that ended last first.
    ///
    /// @param route a part of the route; empty: any
    /// @param error whether it failed; null: either
    /// @param after the `next` of the page before, or null
    public Page<TraceSummary> traces(String route, @Nullable Boolean error, @Nullable String after, int limit) {
        var url = http.path("ops/traces")
                .with("route", route.isBlank() ? null : route)
                .with("error", error)
                .with("after", after)
                .with("limit", limit);
        return http.get(url, new TypeReference<>() {});
    }

    /// `GET /ops/traces/{trace}`.
    public Trace trace(String id) {
        return http.get(http.path("ops/traces/" + id), new TypeReference<>() {});
    }

    /// `GET /ops/insights`.
    public InsightReport insights() {
        return http.get(http.path("ops/insights"), new TypeReference<>() {});
    }

    /// `GET /ops/tracing`.
    public TracingStatus tracing() {
        return http.get(http.path("ops/tracing"), new TypeReference<>() {});
    }
}
