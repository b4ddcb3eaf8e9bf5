package dev.opsdeck.server.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opsdeck.api.alerts.Alert;
import dev.opsdeck.api.alerts.AlertRule;
import dev.opsdeck.api.alerts.AlertState;
import dev.opsdeck.api.alerts.AlertTransition;
import dev.opsdeck.api.alerts.NoData;
import dev.opsdeck.api.alerts.RuleMetric;
import dev.opsdeck.server.alerts.AlertRepository.Stored;
import dev.opsdeck.server.alerts.Turn.StateRow;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/// However often the process is killed and goes on from what it had stored by then: the same steps at the same
/// moments as without.
final class RestartProperties {

    private static final int ROWS = 10_000;

    private static final List<Rule> RULES = List.<AlertRule>of(
                    Rules.simple("at once", 40, "0s"),
                    Rules.simple("short", 30, "5s"),
                    Rules.rule("minute", RuleMetric.DB_ACTIVE, "1m", "0s", NoData.OK, Rules.warning(28, "2m")),
                    Rules.rule(
                            "both",
                            RuleMetric.DB_ACTIVE,
                            "10s",
                            "20s",
                            NoData.KEEP,
                            Rules.warning(30, "30s"),
                            Rules.critical(40, "10s")),
                    Rules.rule("cpu", RuleMetric.CPU_SHARE, "7s", "0s", NoData.OK, Rules.warning(55, "9s")),
                    Rules.rule(
                            "absent", RuleMetric.CACHE_HIT_SHARE, "5s", "3s", NoData.ALERT, Rules.warning(300, "7s")))
            .stream()
            .map(Rule::of)
            .toList();

    @Property(tries = 5)
    void aRestartLosesAndInventsNothing(@ForAll long seed) {
        List<Reading> rows = rows(new Random(seed));

        Map<String, AlertTransition> whole = new Life(rows).run(new Random(seed), 0);
        Life life = new Life(rows);
        Map<String, AlertTransition> broken = life.run(new Random(seed), 0.02);

        assertThat(life.restarts).isGreaterThan(100);
        assertThat(whole.size()).isGreaterThan(100);
        assertThat(broken).isEqualTo(whole);
    }

    /// Seconds with values that wander, some without a value, and gaps.
    private static List<Reading> rows(Random random) {
        List<Reading> rows = new ArrayList<>();
        Instant at = Instant.parse("2026-11-23T03:00:00Z");
        double level = 25;
        for (int i = 0; i < ROWS; i++) {
            at = at.plusMillis(990 + random.nextInt(20));
            if (random.nextInt(200) == 0) {
                at = at.plusSeconds(random.nextInt(400));
            }
            level = Math.clamp(level + random.nextGaussian() * 2, 0, 60);
            boolean lookups = random.nextInt(30) != 0 && i / 40 % 4 != 0;
            rows.add(new Reading(
                    at,
                    random.nextInt(50) == 0
                            ? null
                            : new Reading.Second(
                                    1,
                                    0,
                                    0,
                                    lookups ? 1 : 0,
                                    0,
                                    null,
                                    null,
                                    level,
                                    null,
                                    level / 60 + random.nextDouble() * 0.1,
                                    new Reading.Times.Counted(dev.opsdeck.server.metrics.Durations.NONE)),
                    null,
                    null));
        }
        return rows;
    }

    /// A process that is killed now and then. What it has evaluated last may not be stored yet.
    private static final class Life {

        private final List<Reading> rows;
        private final Map<String, StateRow> states = new HashMap<>();
        private final Map<String, Instant> until = new HashMap<>();
        private final Map<String, Alert> open = new LinkedHashMap<>();
        private final Map<String, AlertTransition> transitions = new LinkedHashMap<>();
        private final List<Turn> unstored = new ArrayList<>();
        private AlertBoard board = new AlertBoard("node", "local");
        private int restarts;

        Life(List<Reading> rows) {
            this.rows = rows;
            board.restore(new Stored(List.of(), Map.of(), List.of()), RULES, List.of(), Instant.EPOCH);
        }

        Map<String, AlertTransition> run(Random random, double killed) {
            for (int i = 0; i < rows.size(); i++) {
                unstored.add(board.evaluate(rows.get(i), false));
                if (random.nextInt(3) == 0) {
                    store();
                }
                if (random.nextDouble() < killed) {
                    restart(i);
                }
            }
            store();
            return new java.util.TreeMap<>(transitions);
        }

        private void restart(int last) {
            restarts++;
            unstored.clear();
            board = new AlertBoard("node", "local");
            Stored stored = new Stored(List.copyOf(states.values()), Map.copyOf(until), List.copyOf(open.values()));
            board.restore(stored, RULES, List.of(), Instant.EPOCH);
            Instant since = stored.since("local");
            Instant begin = since == null ? Instant.EPOCH : since.minus(board.longestWindow());
            for (int i = 0; i <= last; i++) {
                if (rows.get(i).at().isAfter(begin)) {
                    unstored.add(board.evaluate(rows.get(i), true));
                }
            }
        }

        private void store() {
            for (Turn turn : unstored) {
                Instant at = turn.at();
                if (at != null) {
                    until.put(turn.server(), at);
                }
                for (StateRow row : turn.states()) {
                    if (row.state().inactive()) {
                        states.remove(row.rule());
                    } else {
                        states.put(row.rule(), row);
                    }
                }
                for (Alert alert : turn.alerts()) {
                    if (alert.state() == AlertState.RESOLVED) {
                        open.remove(alert.id());
                    } else {
                        open.put(alert.id(), alert);
                    }
                }
                turn.transitions()
                        .forEach(step -> transitions.put(step.at() + " " + step.alertId() + " " + step.to(), step));
            }
            unstored.clear();
        }
    }
}
