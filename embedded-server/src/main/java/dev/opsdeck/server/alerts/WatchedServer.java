package dev.opsdeck.server.alerts;

import dev.opsdeck.api.alerts.Alert;
import dev.opsdeck.api.alerts.AlertTransition;
import dev.opsdeck.api.alerts.Severity;
import dev.opsdeck.api.alerts.Silence;
import dev.opsdeck.server.alerts.Turn.StateRow;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// One server that is evaluated: its windows, where every rule is, its open alerts. Guarded by the board's lock.
final class WatchedServer {

    /// So often everything is stored that has moved on without a step; a restart evaluates again what came after.
    private static final long CHECKPOINT_MILLIS = 60_000;

    private final String node;
    private final String name;
    private final Map<Long, Window> windows = new HashMap<>();
    private final Map<Key, OpenAlert> open = new LinkedHashMap<>();
    private final RemoteReadings remote = new RemoteReadings();
    private List<Rule> rules = List.of();
    private Window[] windowOf = {};
    private RuleState[] states = {};
    private @Nullable Instant evaluated;
    private @Nullable Instant checkpoint;

    /// A level of a rule has at most one open alert.
    private record Key(String rule, Severity severity) {}

    WatchedServer(String node, String name) {
        this.node = node;
        this.name = name;
    }

    /// As it was stored: to be called before the rules are set.
    void restore(@Nullable Instant until, Collection<Alert> alerts) {
        evaluated = until;
        alerts.forEach(alert -> open.put(new Key(alert.rule(), alert.severity()), new OpenAlert(alert)));
    }

    RemoteReadings remote() {
        return remote;
    }

    Collection<OpenAlert> open() {
        return open.values();
    }

    /// Sets the rules. A rule goes on where the one of the same name was; what has no rule any more ends.
    ///
    /// @param stored states by rule, of which those of unknown rules end as well; null: as they are now
    Turn rules(List<Rule> fresh, @Nullable Map<String, RuleState> stored, Instant now) {
        Map<String, RuleState> before = stored == null ? byName() : stored;
        Map<String, Rule> former = new HashMap<>();
        rules.forEach(rule -> former.put(rule.name(), rule));
        rules = fresh;
        states = new RuleState[fresh.size()];
        windowOf = new Window[fresh.size()];
        Steps steps = new Steps();
        Map<String, RuleState> left = new HashMap<>(before);
        for (int i = 0; i < states.length; i++) {
            Rule rule = fresh.get(i);
            RuleState state = left.remove(rule.name());
            states[i] = state == null ? RuleState.INACTIVE : withoutLostLevels(rule, state, now, steps);
        }
        left.forEach((rule, state) -> steps.end(rule, former.get(rule), state, RuleState.INACTIVE, now));
        openWindows();
        return steps.turn(null);
    }

    /// A window is kept as long as a rule wants it; one that is new fills from now on.
    private void openWindows() {
        Map<Long, Boolean> wanted = new HashMap<>();
        rules.forEach(rule ->
                wanted.merge(rule.source().window().millis(), rule.metric().percentile(), Boolean::logicalOr));
        windows.keySet().retainAll(wanted.keySet());
        wanted.forEach((millis, percentiles) -> {
            Window window = windows.get(millis);
            if (window == null) {
                windows.put(millis, new Window(millis, percentiles));
            } else if (percentiles) {
                window.countDurations();
            }
        });
        for (int i = 0; i < windowOf.length; i++) {
            windowOf[i] = Objects.requireNonNull(
                    windows.get(rules.get(i).source().window().millis()));
        }
    }

    private RuleState withoutLostLevels(Rule rule, RuleState state, Instant now, Steps steps) {
        Map<Severity, LevelState> kept = new HashMap<>(state.levels());
        kept.keySet().removeIf(severity -> rule.levels().stream().noneMatch(level -> level.severity() == severity));
        if (kept.size() == state.levels().size()) {
            return state;
        }
        RuleState rest = kept.isEmpty() ? RuleState.INACTIVE : new RuleState(state.at(), kept);
        Map<Severity, LevelState> lost = new HashMap<>(state.levels());
        lost.keySet().removeAll(kept.keySet());
        steps.end(rule.name(), rule, new RuleState(state.at(), lost), rest, now);
        return rest;
    }

    /// Evaluates all rules at a moment; those that were evaluated beyond it already are left as they are.
    ///
    /// @param away whether this is an old second, evaluated afterwards
    Turn evaluate(Reading reading, boolean away, List<Silence> silences) {
        windows.values().forEach(window -> window.add(reading));
        Steps steps = new Steps();
        Instant at = reading.at();
        for (int i = 0; i < states.length; i++) {
            RuleState before = states[i];
            Instant done = before.inactive() ? evaluated : before.at();
            if (away && done != null && !at.isAfter(done)) {
                continue;
            }
            Rule rule = rules.get(i);
            Double value = windowOf[i].value(rule.metric());
            AlertEngine.Outcome outcome = AlertEngine.step(rule, before, at, value, away);
            states[i] = outcome.state();
            if (!outcome.transitions().isEmpty()) {
                steps.take(rule, outcome);
            } else if (value != null && !before.inactive()) {
                latest(rule, before, value);
            }
        }
        silence(silences, at, steps);
        if (away && evaluated != null && evaluated.isAfter(at)) {
            return steps.turn(null);
        }
        evaluated = at;
        if (checkpoint == null || Math.abs(at.toEpochMilli() - checkpoint.toEpochMilli()) >= CHECKPOINT_MILLIS) {
            checkpoint = at;
            steps.rememberAll();
            return steps.turn(at);
        }
        return steps.turn(steps.empty() ? null : at);
    }

    /// Finds out which alerts are silenced now.
    Turn silence(List<Silence> silences, Instant at) {
        Steps steps = new Steps();
        silence(silences, at, steps);
        return steps.turn(null);
    }

    /// Everything ends: the server is not watched any more.
    Turn end(Instant now) {
        Turn turn = rules(List.of(), null, now);
        return new Turn(name, null, turn.states(), turn.alerts(), turn.transitions());
    }

    private void silence(List<Silence> silences, Instant at, Steps steps) {
        if (silences.isEmpty() && open.isEmpty()) {
            return;
        }
        for (OpenAlert alert : open.values()) {
            Alert shown = alert.unread();
            Long by = null;
            for (Silence silence : silences) {
                if (by == null && silence.covers(shown.rule(), shown.server(), shown.severity(), at)) {
                    by = silence.id();
                }
            }
            if (!Objects.equals(by, shown.silencedBy())) {
                alert.silence(by);
                steps.changed.add(alert);
            }
        }
    }

    private void latest(Rule rule, RuleState state, double value) {
        state.levels().keySet().forEach(severity -> {
            OpenAlert alert = open.get(new Key(rule.name(), severity));
            if (alert != null) {
                alert.value(rule, value);
            }
        });
    }

    private Map<String, RuleState> byName() {
        Map<String, RuleState> byName = new HashMap<>();
        for (int i = 0; i < states.length; i++) {
            if (!states[i].inactive()) {
                byName.put(rules.get(i).name(), states[i]);
            }
        }
        return byName;
    }

    /// Gathers what a turn changes.
    private final class Steps {

        private final List<StateRow> rows = new ArrayList<>();
        private final Set<OpenAlert> changed = new LinkedHashSet<>();
        private final List<AlertTransition> transitions = new ArrayList<>();

        void take(Rule rule, AlertEngine.Outcome outcome) {
            rows.add(new StateRow(name, rule.name(), outcome.state()));
            outcome.transitions().forEach(step -> apply(rule.name(), rule, step));
        }

        void end(String ruleName, @Nullable Rule rule, RuleState ending, RuleState rest, Instant now) {
            rows.add(new StateRow(name, ruleName, rest));
            AlertEngine.end(ending, now).forEach(step -> apply(ruleName, rule, step));
        }

        void rememberAll() {
            for (int i = 0; i < states.length; i++) {
                if (!states[i].inactive()) {
                    rows.add(new StateRow(name, rules.get(i).name(), states[i]));
                }
            }
        }

        boolean empty() {
            return rows.isEmpty() && changed.isEmpty();
        }

        Turn turn(@Nullable Instant at) {
            List<Alert> alerts = changed.stream().map(OpenAlert::shown).toList();
            return new Turn(name, at, rows, alerts, transitions);
        }

        private void apply(String ruleName, @Nullable Rule rule, Transition step) {
            Key key = new Key(ruleName, step.severity());
            OpenAlert alert = open.get(key);
            if (alert == null && rule != null) {
                alert = new OpenAlert(node, name, rule, step);
                open.put(key, alert);
            }
            if (alert == null) {
                return;
            }
            alert.step(rule, step);
            changed.add(alert);
            transitions.add(new AlertTransition(
                    alert.unread().id(),
                    step.at(),
                    step.from(),
                    step.to(),
                    step.severity(),
                    rule == null ? null : rule.shown(step.value())));
            switch (step.to()) {
                case RESOLVED -> open.remove(key);
                case PENDING, FIRING -> {}
            }
        }
    }
}
