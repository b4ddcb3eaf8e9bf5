package dev.opsdeck.server.alerts;

import dev.opsdeck.api.Page;
import dev.opsdeck.api.alerts.Acknowledgement;
import dev.opsdeck.api.alerts.Alert;
import dev.opsdeck.api.alerts.AlertDetail;
import dev.opsdeck.api.alerts.AlertRecording;
import dev.opsdeck.api.alerts.AlertRules;
import dev.opsdeck.api.alerts.Observation;
import dev.opsdeck.api.alerts.Silence;
import dev.opsdeck.api.alerts.SilenceDraft;
import dev.opsdeck.api.live.LiveEvent;
import dev.opsdeck.api.live.LogEntry;
import dev.opsdeck.server.http.ApiException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What people ask about alerts and change of them: rules, silences, who has seen one. Request threads only, which may
/// wait for the database; what was changed is evaluated from the next second on.
final class AlertDesk {

    private final Alerts alerts;
    private final AlertRepository repository;
    private final AlertQueries queries;
    private final RuleRepository rules;
    private final SilenceRepository silences;
    private final AlertBoard board;
    private final Alerts.Surroundings around;

    AlertDesk(
            Alerts alerts,
            AlertRepository repository,
            AlertQueries queries,
            RuleRepository rules,
            SilenceRepository silences,
            AlertBoard board,
            Alerts.Surroundings around) {
        this.alerts = alerts;
        this.repository = repository;
        this.queries = queries;
        this.rules = rules;
        this.silences = silences;
        this.board = board;
        this.around = around;
    }

    RuleRepository.Book book() {
        return rules.load();
    }

    /// Replaces all rules, unless they are not those of that revision any more.
    AlertRules save(AlertRules all, long revision, String actor) {
        if (!rules.save(revision, all.rules())) {
            throw changedMeanwhile();
        }
        alerts.refresh();
        around.actions().log(LogEntry.Kind.SETTING, "Saved " + all.rules().size() + " alert rules.", actor);
        return all;
    }

    static ApiException changedMeanwhile() {
        return ApiException.preconditionFailed(
                "Somebody else has changed the rules meanwhile: read them again, and make your change to those.");
    }

    void observe(List<Observation> seen) {
        alerts.observe(seen);
    }

    Page<Alert> list(AlertQueries.Filter filter, @Nullable AlertCursor after, int limit) {
        List<Alert> rows = queries.list(filter, after, limit);
        String next = rows.size() < limit ? null : AlertCursor.behind(rows.getLast());
        return new Page<>(shown(rows), queries.count(filter), next);
    }

    Optional<AlertDetail> detail(String id) {
        return queries.get(id)
                .map(alert ->
                        new AlertDetail(shown(List.of(alert)).getFirst(), queries.transitions(id), recording(alert)));
    }

    private @Nullable AlertRecording recording(Alert alert) {
        AlertRecording found = around.recorded().apply(alert);
        // Another server keeps its own: of its alerts only what was kept is told, not why there is nothing.
        boolean told = found == null || alert.server().equals(around.self()) || found.remark() == null;
        return told ? found : null;
    }

    Alert acknowledge(String id, Acknowledgement said, String actor) {
        if (!repository.acknowledge(id, actor, alerts.now(), said.note())) {
            throw queries.get(id).isPresent()
                    ? ApiException.conflict("This alert is over: there is nothing to acknowledge.")
                    : ApiException.notFound("There is no alert of that id.");
        }
        Alert stored = queries.get(id).orElseThrow();
        board.merge(List.of(stored));
        Alert alert = shown(List.of(stored)).getFirst();
        around.live().accept(new LiveEvent.Alerted(alert));
        around.changed().run();
        around.actions()
                .log(LogEntry.Kind.SETTING, "Acknowledged '" + alert.rule() + "' of " + alert.server() + ".", actor);
        return alert;
    }

    List<Silence> silences(int limit) {
        return silences.list(limit);
    }

    Silence silence(SilenceDraft draft, String actor) {
        Instant now = alerts.now();
        Instant from = draft.from() == null ? now : draft.from();
        if (!from.isBefore(draft.until()) || !now.isBefore(draft.until())) {
            throw ApiException.badRequest("until", "'until' must be later than now and than 'from'.");
        }
        Silence silence = silences.add(draft, from, actor, now);
        alerts.refresh();
        around.actions().log(LogEntry.Kind.SETTING, "Silence " + silence.id() + ": " + silence.reason(), actor);
        return silence;
    }

    Silence endSilence(long id, String actor) {
        Silence silence = silences.end(id, alerts.now())
                .orElseThrow(() -> ApiException.notFound("There is no silence of that id."));
        alerts.refresh();
        around.actions().log(LogEntry.Kind.SETTING, "Ended silence " + id + ".", actor);
        return silence;
    }

    /// Open ones with their values of this second, and each with what inhibits it.
    private List<Alert> shown(List<Alert> rows) {
        Map<String, Alert> now = new HashMap<>();
        board.open().forEach(alert -> now.put(alert.id(), alert));
        List<Alert> latest =
                rows.stream().map(row -> latest(row, now.get(row.id()))).toList();
        return Inhibition.marked(latest, queries.firing());
    }

    private static Alert latest(Alert stored, @Nullable Alert now) {
        return now == null || stored.resolvedAt() != null ? stored : OpenAlert.merged(now, stored);
    }
}
