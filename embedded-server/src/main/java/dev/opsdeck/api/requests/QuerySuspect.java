package dev.opsdeck.api.requests;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A statement that single requests executed again and again, where one with a join or a list would have done (N+1):
/// five times or more in one request, and more than 50 ms together.
///
/// @param codeLine    where it was executed from; null when it was executed exactly five times
/// @param requests    how many requests did it
/// @param executions  the most in one request
/// @param lostMillis  the most that one request lost: the time of all executions without one
/// @param totalLostMillis the time that all these requests lost
public record QuerySuspect(
        String statement,
        String route,
        @Nullable String codeLine,
        long requests,
        long executions,
        double lostMillis,
        double totalLostMillis,
        Instant firstSeen,
        Instant lastSeen) {}
