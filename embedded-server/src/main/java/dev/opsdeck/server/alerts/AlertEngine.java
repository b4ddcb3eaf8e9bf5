package dev.opsdeck.server.alerts;

import dev.opsdeck.api.alerts.AlertRule;
import dev.opsdeck.api.alerts.AlertState;
import dev.opsdeck.api.alerts.Severity;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// How a rule goes on with every second: as Prometheus does it with `for` and `keep_firing_for`, but for time that
/// nobody watched (a restart, a laptop's sleep), which does not count. A pure function: no clock, no database, no
/// thread.
final class AlertEngine {

    /// What lies further apart was not watched in between.
    static final long GAP_MILLIS = 5_000;

    private AlertEngine() {}

    /// A state and the steps that led to it, in the order of the rule's levels.
    record Outcome(RuleState state, List<Transition> transitions) {

        static final Outcome QUIET = new Outcome(RuleState.INACTIVE, List.of());
    }

    /// Evaluates a rule.
    ///
    /// @param value in the metric's own unit; null when there is none
    /// @param away  whether this is an old second, evaluated afterwards
    static Outcome step(Rule rule, RuleState state, Instant at, @Nullable Double value, boolean away) {
        boolean keep = false;
        boolean missingHolds = false;
        if (value == null) {
            switch (rule.source().noData()) {
                case KEEP -> keep = true;
                case OK -> missingHolds = false;
                case ALERT -> missingHolds = true;
            }
        }
        if (keep) {
            return new Outcome(state.inactive() ? state : new RuleState(at, state.levels()), List.of());
        }
        long watched = watched(state.at(), at);
        Map<Severity, LevelState> levels = Map.of();
        List<Transition> transitions = List.of();
        for (AlertRule.Level level : rule.levels()) {
            LevelState before = state.levels().get(level.severity());
            boolean holds = value == null ? missingHolds : rule.holds(level, value, before != null && before.firing());
            if (before == null && !holds) {
                continue;
            }
            if (transitions.isEmpty() && levels.isEmpty()) {
                levels = new EnumMap<>(Severity.class);
                transitions = new ArrayList<>(2);
            }
            LevelState after = next(rule, level, before, holds, at, watched, away);
            if (after != null) {
                levels.put(level.severity(), after);
            }
            tell(transitions, level.severity(), at, before, after, value);
        }
        return levels.isEmpty() && transitions.isEmpty()
                ? Outcome.QUIET
                : new Outcome(levels.isEmpty() ? RuleState.INACTIVE : new RuleState(at, levels), transitions);
    }

    /// The rule is gone or switched off: what it has ends.
    static List<Transition> end(RuleState state, Instant at) {
        List<Transition> transitions = new ArrayList<>();
        state.levels().forEach((severity, level) -> tell(transitions, severity, at, level, null, null));
        return transitions;
    }

    private static long watched(@Nullable Instant before, Instant at) {
        long millis = before == null ? 0 : at.toEpochMilli() - before.toEpochMilli();
        return millis < 0 || millis > GAP_MILLIS ? 0 : millis;
    }

    /// @return null when the level has no alert any more
    private static @Nullable LevelState next(
            Rule rule,
            AlertRule.Level level,
            @Nullable LevelState before,
            boolean holds,
            Instant at,
            long watched,
            boolean away) {
        if (before == null) {
            boolean atOnce = level.hold().millis() == 0;
            return new LevelState(at, 0, atOnce ? at : null, null, atOnce && away);
        }
        if (holds) {
            long held = before.heldMillis() + watched;
            boolean fires = !before.firing() && held >= level.hold().millis();
            return new LevelState(
                    before.pendingSince(), held, fires ? at : before.firingSince(), null, fires ? away : before.away());
        }
        Long clear = before.clearMillis();
        long clearFor = clear == null ? 0 : clear + watched;
        return before.firing() && clearFor < rule.source().keepFiringFor().millis()
                ? new LevelState(
                        before.pendingSince(), before.heldMillis(), before.firingSince(), clearFor, before.away())
                : null;
    }

    private static void tell(
            List<Transition> transitions,
            Severity severity,
            Instant at,
            @Nullable LevelState before,
            @Nullable LevelState after,
            @Nullable Double value) {
        if (before == null && after != null) {
            transitions.add(new Transition(severity, at, null, AlertState.PENDING, after, value));
        }
        boolean fired = before != null && before.firing();
        if (after != null && after.firing() && !fired) {
            transitions.add(new Transition(severity, at, AlertState.PENDING, AlertState.FIRING, after, value));
        }
        if (before != null && after == null) {
            AlertState from = fired ? AlertState.FIRING : AlertState.PENDING;
            transitions.add(new Transition(severity, at, from, AlertState.RESOLVED, before, value));
        }
    }
}
