package dev.opsdeck.console.overview;

import dev.opsdeck.api.alerts.Alert;
import dev.opsdeck.api.live.LogEntry;
import dev.opsdeck.api.metrics.History;
import dev.opsdeck.api.metrics.Metric;
import dev.opsdeck.console.connection.AlertApi;
import dev.opsdeck.console.connection.ApiClient;
import java.time.Instant;
import java.util.Collection;
import java.util.List;

/// What the page asks one server about times that are over. Every method blocks and may throw
/// [dev.opsdeck.console.connection.ApiFailure]: called on background threads only.
interface PastServer extends HistoryCall {

    /// What happened in `[from, to)`, newest first.
    List<LogEntry> log(Instant from, Instant to, int most);

    /// Alerts that had begun by then and were not over, newest first.
    List<Alert> alerts(Instant at, int most);

    /// That of the server behind a client.
    static PastServer of(ApiClient api) {
        return new PastServer() {
            @Override
            public History read(Collection<Metric> metrics, Instant from, Instant to, int points) {
                return api.history(metrics, from, to, points);
            }

            @Override
            public List<LogEntry> log(Instant from, Instant to, int most) {
                return api.log(from, to, most).data();
            }

            @Override
            public List<Alert> alerts(Instant at, int most) {
                var query = new AlertApi.Query(null, null, null, null, at, at.plusMillis(1));
                return api.alerts().alerts(query, most, null).data();
            }
        };
    }
}
