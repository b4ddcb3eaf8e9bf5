package dev.opsdeck.console.alerts;

import dev.opsdeck.api.Page;
import dev.opsdeck.api.alerts.Alert;
import dev.opsdeck.api.alerts.AlertDetail;
import dev.opsdeck.api.alerts.BacktestReport;
import dev.opsdeck.api.alerts.BacktestRequest;
import dev.opsdeck.api.alerts.Channel;
import dev.opsdeck.api.alerts.ChannelTest;
import dev.opsdeck.api.alerts.Notification;
import dev.opsdeck.api.alerts.RuleSet;
import dev.opsdeck.api.alerts.Silence;
import dev.opsdeck.api.alerts.SilenceDraft;
import dev.opsdeck.api.metrics.History;
import dev.opsdeck.api.metrics.Metric;
import dev.opsdeck.console.connection.AlertApi;
import dev.opsdeck.console.connection.AlertApi.Query;
import dev.opsdeck.console.connection.AlertApi.Rules;
import dev.opsdeck.console.connection.ApiClient;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the page needs of one server. Every method blocks and may throw
/// [dev.opsdeck.console.connection.ApiFailure]: called on background threads only.
interface AlertServer {

    /// Newest first.
    ///
    /// @param after the `next` of the page before; null: from the newest on
    Page<Alert> alerts(Query query, int limit, @Nullable String after);

    AlertDetail alert(String id);

    Alert acknowledge(String id);

    List<Silence> silences();

    Silence silence(SilenceDraft draft);

    void expireSilence(long id);

    Rules rules();

    Rules saveRules(Rules rules);

    List<RuleSet> ruleSets();

    BacktestReport backtest(BacktestRequest request);

    History history(Metric metric, Instant from, Instant to, int points);

    List<Channel> channels();

    ChannelTest testChannel(String name);

    /// The newest.
    List<Notification> notifications(int limit);

    /// That of the server behind a client.
    static AlertServer of(ApiClient api) {
        return new OverHttp(api, api.alerts());
    }

    /// Forwards to the calls of the contract.
    record OverHttp(ApiClient api, AlertApi calls) implements AlertServer {

        @Override
        public Page<Alert> alerts(Query query, int limit, @Nullable String after) {
            return calls.alerts(query, limit, after);
        }

        @Override
        public AlertDetail alert(String id) {
            return calls.alert(id);
        }

        @Override
        public Alert acknowledge(String id) {
            return calls.acknowledge(id, null);
        }

        @Override
        public List<Silence> silences() {
            return calls.silences().data();
        }

        @Override
        public Silence silence(SilenceDraft draft) {
            return calls.silence(draft);
        }

        @Override
        public void expireSilence(long id) {
            calls.expireSilence(id);
        }

        @Override
        public Rules rules() {
            return calls.rules();
        }

        @Override
        public Rules saveRules(Rules rules) {
            return calls.saveRules(rules);
        }

        @Override
        public List<RuleSet> ruleSets() {
            return calls.ruleSets().data();
        }

        @Override
        public BacktestReport backtest(BacktestRequest request) {
            return calls.backtest(request);
        }

        @Override
        public History history(Metric metric, Instant from, Instant to, int points) {
            return api.history(List.of(metric), from, to, points);
        }

        @Override
        public List<Channel> channels() {
            return calls.channels().data();
        }

        @Override
        public ChannelTest testChannel(String name) {
            return calls.testChannel(name);
        }

        @Override
        public List<Notification> notifications(int limit) {
            return calls.notifications(limit).data();
        }
    }
}
