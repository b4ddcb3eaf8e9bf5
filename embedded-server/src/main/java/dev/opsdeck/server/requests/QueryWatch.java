package dev.opsdeck.server.requests;

import dev.opsdeck.server.db.QueryStatistics;
import dev.opsdeck.server.http.RouteNames;
import io.helidon.webserver.http.Filter;
import io.helidon.webserver.http.FilterChain;
import io.helidon.webserver.http.RoutingRequest;
import io.helidon.webserver.http.RoutingResponse;

/// Tells the query statistics where a request begins and ends, on its thread. Behind the filter that measures, before
/// everything that asks the database.
public final class QueryWatch implements Filter {

    private final QueryStatistics queries;
    private final RouteNames routes = new RouteNames(500);

    public QueryWatch(QueryStatistics queries) {
        this.queries = queries;
    }

    @Override
    public void filter(FilterChain chain, RoutingRequest request, RoutingResponse response) {
        queries.request(
                chain::proceed, () -> routes.of(request.matchingPattern().orElse(null)));
    }
}
