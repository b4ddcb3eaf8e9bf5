package dev.opsdeck.console.connection;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.opsdeck.api.Page;
import dev.opsdeck.api.alerts.Acknowledgement;
import dev.opsdeck.api.alerts.Alert;
import dev.opsdeck.api.alerts.AlertDetail;
import dev.opsdeck.api.alerts.AlertRules;
import dev.opsdeck.api.alerts.AlertState;
import dev.opsdeck.api.alerts.BacktestReport;
import dev.opsdeck.api.alerts.BacktestRequest;
import dev.opsdeck.api.alerts.Channel;
import dev.opsdeck.api.alerts.ChannelTest;
import dev.opsdeck.api.alerts.Notification;
import dev.opsdeck.api.alerts.RuleSet;
import dev.opsdeck.api.alerts.Severity;
import dev.opsdeck.api.alerts.Silence;
import dev.opsdeck.api.alerts.SilenceDraft;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The calls about alerts to one server; the same rules as for [ApiClient], which makes it.
public final class AlertApi {

    private final Http http;

    AlertApi(Http http) {
        this.http = http;
    }

    /// Which alerts are asked for; what is null or empty is any.
    ///
    /// @param server as an alert names it
    /// @param from   alerts that were not over then, whenever they began
    /// @param to     alerts that had begun then
    public record Query(
            @Nullable AlertState state,
            @Nullable Severity severity,
            @Nullable String rule,
            @Nullable String server,
            @Nullable Instant from,
            @Nullable Instant to) {

        /// All of a stretch of time, also those that began before it.
        public static Query since(Instant from) {
            return new Query(null, null, null, null, from, null);
        }

        /// All in a state, however old.
        public static Query in(AlertState state) {
            return new Query(state, null, null, null, null, null);
        }
    }

    /// Rules and the version that they are.
    ///
    /// @param version to hand back when they are replaced
    public record Rules(AlertRules rules, @Nullable String version) {}

    /// `GET /ops/alerts`, newest first.
    ///
    /// @param after the `next` of the page before, or null
    public Page<Alert> alerts(Query query, int limit, @Nullable String after) {
        var url = http.path("ops/alerts")
                .with("state", query.state() == null ? null : http.name(AlertState.class, query.state()))
                .with("severity", query.severity() == null ? null : http.name(Severity.class, query.severity()))
                .with("rule", query.rule())
                .with("server", query.server())
                .with("from", query.from())
                .with("to", query.to())
                .with("limit", limit)
                .with("after", after);
        return http.get(url, new TypeReference<>() {});
    }

    /// `GET /ops/alerts/{id}`.
    public AlertDetail alert(String id) {
        return http.get(http.path("ops/alerts/" + id), new TypeReference<>() {});
    }

    /// `POST /ops/alerts/{id}/ack`.
    public Alert acknowledge(String id, @Nullable String note) {
        var url = http.path("ops/alerts/" + id + "/ack");
        return http.send("POST", url, new Acknowledgement(note), new TypeReference<>() {});
    }

    /// `GET /ops/silences`, newest first.
    public Page<Silence> silences() {
        return http.get(http.path("ops/silences"), new TypeReference<>() {});
    }

    /// `POST /ops/silences`.
    public Silence silence(SilenceDraft draft) {
        return http.send("POST", http.path("ops/silences"), draft, new TypeReference<>() {});
    }

    /// `DELETE /ops/silences/{id}`: it ends now.
    public void expireSilence(long id) {
        http.delete(http.path("ops/silences/" + id));
    }

    /// `GET /ops/alert-rules`.
    public Rules rules() {
        Http.Tagged<AlertRules> answer = http.getTagged(http.path("ops/alert-rules"), new TypeReference<>() {});
        return new Rules(answer.value(), answer.tag());
    }

    /// `PUT /ops/alert-rules`: replaces all, unless somebody else has meanwhile.
    public Rules saveRules(Rules rules) {
        Http.Tagged<AlertRules> answer =
                http.putTagged(http.path("ops/alert-rules"), rules.version(), rules.rules(), new TypeReference<>() {});
        return new Rules(answer.value(), answer.tag());
    }

    /// `GET /ops/alert-rules/sets`.
    public Page<RuleSet> ruleSets() {
        return http.get(http.path("ops/alert-rules/sets"), new TypeReference<>() {});
    }

    /// `POST /ops/alert-rules/backtest`.
    public BacktestReport backtest(BacktestRequest request) {
        return http.send("POST", http.path("ops/alert-rules/backtest"), request, new TypeReference<>() {});
    }

    /// `GET /ops/channels`.
    public Page<Channel> channels() {
        return http.get(http.path("ops/channels"), new TypeReference<>() {});
    }

    /// `POST /ops/channels/{name}/test`: waits for the receiver's answer.
    public ChannelTest testChannel(String name) {
        return http.send("POST", http.path("ops/channels/" + name + "/test"), Map.of(), new TypeReference<>() {});
    }

    /// `GET /ops/notifications`, newest first.
    public Page<Notification> notifications(int limit) {
        return http.get(http.path("ops/notifications").with("limit", limit), new TypeReference<>() {});
    }
}
