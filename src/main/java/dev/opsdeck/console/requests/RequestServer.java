package dev.opsdeck.console.requests;

import dev.opsdeck.api.Page;
import dev.opsdeck.api.requests.QueryReport;
import dev.opsdeck.api.requests.RequestEntry;
import dev.opsdeck.api.requests.RequestKind;
import dev.opsdeck.api.requests.RequestLogSettings;
import dev.opsdeck.console.connection.ApiClient;
import org.jspecify.annotations.Nullable;

/// What the page needs of one server. Every method blocks and may throw
/// [dev.opsdeck.console.connection.ApiFailure]: called on background threads only.
interface RequestServer {

    /// Newest first.
    ///
    /// @param route a part of the route; empty: any
    /// @param after the `next` of the page before; null: from the newest on
    Page<RequestEntry> requests(RequestKind kind, String route, @Nullable String after, int limit);

    RequestLogSettings settings();

    RequestLogSettings changeThreshold(int slowMillis);

    QueryReport queries();

    void resetQueries();

    /// Where it listens, without a slash at the end.
    String url();

    /// That of the server behind a client.
    static RequestServer of(ApiClient api) {
        return new RequestServer() {
            @Override
            public Page<RequestEntry> requests(RequestKind kind, String route, @Nullable String after, int limit) {
                return api.requests().requests(kind, route, after, limit);
            }

            @Override
            public RequestLogSettings settings() {
                return api.requests().settings();
            }

            @Override
            public RequestLogSettings changeThreshold(int slowMillis) {
                return api.requests().changeSlowThreshold(slowMillis);
            }

            @Override
            public QueryReport queries() {
                return api.requests().queries();
            }

            @Override
            public void resetQueries() {
                api.requests().resetQueries();
            }

            @Override
            public String url() {
                return api.url();
            }
        };
    }
}
