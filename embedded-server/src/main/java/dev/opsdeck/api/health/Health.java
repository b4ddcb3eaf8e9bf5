package dev.opsdeck.api.health;

import java.time.Instant;

/// `GET /health`: the process answers.
///
/// @param status   `up`
/// @param version  of the product
/// @param contract of this API; a console refuses a server whose number is not its own
public record Health(
        String status,
        Instant timestamp,
        double uptimeSeconds,
        long memoryUsedBytes,
        long memoryMaxBytes,
        String version,
        int contract) {

    /// The number of the contract that these classes are.
    public static final int CONTRACT = 1;
}
