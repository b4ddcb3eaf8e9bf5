package dev.opsdeck.api.loadruns;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Everything the engine needs to know, as one line of JSON on its standard input. The engine stops when that input
/// closes.
///
/// @param runId          goes with every request in the header `Opsdeck-Load-Run`
/// @param signature      of the run id, in the same header, so that only the server's own runs count as marked
/// @param target         base address without a trailing slash
/// @param token          bearer token, or null
/// @param ratePerSecond  for the open model
/// @param users          for the closed model
/// @param timeoutMillis  a request without an answer by then is an error of kind `timeout`, with that latency
/// @param maxConnections most connections at once
/// @param seed           of the draws, so that two runs send the same sequence
/// @param productIds     to draw `{productId}` from; when empty, calls that need one are left out of the mix
public record LoadPlan(
        String runId,
        String signature,
        String target,
        @Nullable String token,
        LoadModel model,
        double ratePerSecond,
        int users,
        long durationMillis,
        long thinkMillis,
        long timeoutMillis,
        int maxConnections,
        long seed,
        List<LoadCall> mix,
        List<Long> productIds) {

    public LoadPlan {
        mix = List.copyOf(mix);
        productIds = List.copyOf(productIds);
    }
}
