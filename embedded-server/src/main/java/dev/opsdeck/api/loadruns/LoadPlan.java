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
/// @param fingerprint    of the certificate that the target must have, as 64 hexadecimal digits; null for one
///                       that this Java trusts
/// @param phases         of the open model, one after the other; empty for the closed one
/// @param users          for the closed model
/// @param requests       most requests of the closed model, after which it ends; 0 for as many as there is time for
/// @param entryMillis    the time over which the users of the closed model begin; 0 for a short one
/// @param timeoutMillis  a request without an answer by then is an error of kind `timeout`, with that latency
/// @param maxConnections most connections at once
/// @param seed           of the draws, so that two runs send the same sequence
/// @param productIds     to draw `{productId}` from; when empty, calls that need one are left out of the mix
public record LoadPlan(
        String runId,
        String signature,
        String target,
        @Nullable String token,
        @Nullable String fingerprint,
        LoadModel model,
        List<Phase> phases,
        int users,
        long requests,
        long entryMillis,
        long durationMillis,
        long thinkMillis,
        long timeoutMillis,
        int maxConnections,
        long seed,
        List<LoadCall> mix,
        List<Long> productIds) {

    public LoadPlan {
        phases = List.copyOf(phases);
        mix = List.copyOf(mix);
        productIds = List.copyOf(productIds);
    }

    /// A stretch of an open run in which the rate goes straight from one value to another.
    ///
    /// @param fromPerSecond requests a second at its beginning, at least 0
    /// @param toPerSecond   requests a second at its end, at least 0
    public record Phase(double fromPerSecond, double toPerSecond, long millis) {

        /// The same rate all the time.
        public static Phase flat(double perSecond, long millis) {
            return new Phase(perSecond, perSecond, millis);
        }
    }
}
