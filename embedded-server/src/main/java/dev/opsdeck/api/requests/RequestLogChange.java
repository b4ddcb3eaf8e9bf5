package dev.opsdeck.api.requests;

import dev.opsdeck.api.Check;

/// A new threshold, for all servers that share the database.
///
/// @param slowMillis 1 to 600,000
public record RequestLogChange(int slowMillis) {

    public RequestLogChange {
        Check.range("slowMillis", slowMillis, 1, 600_000);
    }
}
