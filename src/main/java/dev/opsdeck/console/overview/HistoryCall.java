package dev.opsdeck.console.overview;

import dev.opsdeck.api.metrics.History;
import dev.opsdeck.api.metrics.Metric;
import java.time.Instant;
import java.util.Collection;

/// `GET /ops/history` of one server. Blocks; called on a background thread.
@FunctionalInterface
interface HistoryCall {

    History read(Collection<Metric> metrics, Instant from, Instant to, int points);
}
