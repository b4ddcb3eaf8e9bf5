package dev.opsdeck.api.audits;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Requests of a route that failed in one way, as far as the log of requests kept them.
///
/// @param requests how many, those included that stand for others
/// @param error    what went wrong: a class name, and that of its cause; null when nothing was thrown
/// @param message  of the latest
public record AuditFault(
        String route,
        int status,
        @Nullable String error,
        @Nullable String message,
        long requests,
        Instant first,
        Instant last) {}
