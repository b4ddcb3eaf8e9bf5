package dev.opsdeck.api.requests;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A request that was slow or failed.
///
/// @param id             rises with time
/// @param node           the server that answered it
/// @param at             when its answer was sent
/// @param url            path and query, the values of secret parameters masked
/// @param route          the pattern that matched; `unmatched` when none did
/// @param durationMillis until the last byte was handed to the socket
/// @param loadRun        whether a load run of this server sent it
/// @param error          what went wrong: a class name, and that of its cause; null when nothing was thrown
/// @param message        the first line of what it says
/// @param leftOut        how many more of this kind came in the same second and are not kept
/// @param traceId        its trace, as long as that is kept; null when none was
public record RequestEntry(
        long id,
        String node,
        Instant at,
        String method,
        String url,
        String route,
        int status,
        double durationMillis,
        @Nullable String userAgent,
        boolean loadRun,
        @Nullable String error,
        @Nullable String message,
        long leftOut,
        @Nullable String traceId) {

    /// The same, standing for others.
    public RequestEntry standingFor(long others) {
        return new RequestEntry(
                id,
                node,
                at,
                method,
                url,
                route,
                status,
                durationMillis,
                userAgent,
                loadRun,
                error,
                message,
                others,
                traceId);
    }
}
