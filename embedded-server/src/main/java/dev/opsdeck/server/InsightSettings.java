package dev.opsdeck.server;

import java.time.Duration;

/// How slow and failed requests are kept.
///
/// @param slowRequest    from which duration on a request is slow, until somebody sets another threshold
/// @param requestLogDays how long they are kept
public record InsightSettings(Duration slowRequest, int requestLogDays) {

    /// One second, two weeks.
    public static final InsightSettings DEFAULT = new InsightSettings(Duration.ofSeconds(1), 14);
}
