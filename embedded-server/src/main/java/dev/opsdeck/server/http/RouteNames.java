package dev.opsdeck.server.http;

import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// The names of routes for people. Their number is bounded, so that no client can fill the memory with addresses. Any
/// thread.
public final class RouteNames {

    /// No route matched.
    public static final String UNMATCHED = "unmatched";

    /// Beyond the bound.
    public static final String OTHER = "other";

    private final int max;
    private final ConcurrentHashMap<String, String> names = new ConcurrentHashMap<>();

    /// @param max more than the server has routes
    public RouteNames(int max) {
        this.max = max;
    }

    /// @param pattern as Helidon tells it; null when no route matched
    public String of(@Nullable String pattern) {
        if (pattern == null) {
            return UNMATCHED;
        }
        String known = names.get(pattern);
        if (known != null) {
            return known;
        }
        if (names.size() >= max) {
            return OTHER;
        }
        return names.computeIfAbsent(pattern, RouteTable::readable);
    }
}
