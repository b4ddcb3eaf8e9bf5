package dev.opsdeck.server.metrics;

import dev.opsdeck.api.metrics.Sample;
import java.util.List;

/// One second as the ticker read it: what goes through the pipeline. Immutable.
///
/// @param sample      the second, the last minute and the gauges, as they are published
/// @param durations   of all requests of the second, load runs included
/// @param load        of those, the requests of marked load runs
/// @param routes      the same by route; routes without a request are left out
/// @param cacheHits   lookups of the second that a cache answered
/// @param cacheMisses lookups of the second that went on to the database
/// @param queries     statements of the second that the database was given
/// @param afterGap    the process stood still before this second (a laptop that slept): what needs an unbroken
///                    stretch of time begins anew with it
public record IntervalReading(
        Sample sample,
        Durations durations,
        Durations load,
        List<Route> routes,
        long cacheHits,
        long cacheMisses,
        long queries,
        boolean afterGap) {

    public IntervalReading {
        routes = List.copyOf(routes);
    }

    /// One route in the second.
    ///
    /// @param load    whether these are requests of marked load runs
    /// @param byClass requests by status class, 1xx first
    public record Route(String route, boolean load, Durations durations, List<Long> byClass) {

        public Route {
            byClass = List.copyOf(byClass);
        }

        /// Status 500 and up.
        public long errors() {
            return byClass.getLast();
        }
    }
}
