package dev.opsdeck.server.tracing;

import dev.opsdeck.server.spans.Recording;
import io.helidon.webserver.http.Filter;
import io.helidon.webserver.http.FilterChain;
import io.helidon.webserver.http.RoutingRequest;
import io.helidon.webserver.http.RoutingResponse;
import java.util.function.LongSupplier;

/// Records every request, from before the filter that measures: that one tells at the end whether it was worth it.
final class TraceFilter implements Filter {

    private final LongSupplier nanos;

    TraceFilter(LongSupplier nanos) {
        this.nanos = nanos;
    }

    @Override
    public void filter(FilterChain chain, RoutingRequest request, RoutingResponse response) {
        new Recording(nanos.getAsLong()).run(chain::proceed);
    }
}
