package dev.opsdeck.server.loadrun;

/// Sums that a server of ours keeps since its start, as read at one moment. What lies between two readings is their
/// difference.
///
/// @param requests       answered
/// @param handlerSeconds spent in handlers for them
/// @param databaseMillis waited for the database by requests
record TargetCounters(double requests, double handlerSeconds, double databaseMillis) {

    private static final String DURATION = "http_request_duration_seconds_";

    TargetCounters minus(TargetCounters before) {
        return new TargetCounters(
                requests - before.requests,
                handlerSeconds - before.handlerSeconds,
                databaseMillis - before.databaseMillis);
    }

    /// @param exposition the server's `/metrics`
    static TargetCounters of(String exposition, double databaseMillis) {
        double requests = 0;
        double seconds = 0;
        for (String line : exposition.lines().toList()) {
            if (line.startsWith(DURATION + "count")) {
                requests += value(line);
            } else if (line.startsWith(DURATION + "sum")) {
                seconds += value(line);
            }
        }
        return new TargetCounters(requests, seconds, databaseMillis);
    }

    /// A line is `name{labels} value`; a label may have blanks, a value may not.
    private static double value(String line) {
        try {
            return Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1));
        } catch (NumberFormatException e) {
            return 0;
        }
    }
}
