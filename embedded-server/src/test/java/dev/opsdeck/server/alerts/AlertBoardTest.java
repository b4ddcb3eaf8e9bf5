package dev.opsdeck.server.alerts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.opsdeck.api.alerts.Alert;
import dev.opsdeck.api.alerts.AlertRule;
import dev.opsdeck.api.alerts.AlertState;
import dev.opsdeck.api.alerts.NoData;
import dev.opsdeck.api.alerts.Observation;
import dev.opsdeck.api.alerts.RuleMetric;
import dev.opsdeck.api.alerts.Severity;
import dev.opsdeck.api.alerts.Silence;
import dev.opsdeck.api.metrics.Gauges;
import dev.opsdeck.api.metrics.Latency;
import dev.opsdeck.api.metrics.Sample;
import dev.opsdeck.api.metrics.Totals;
import dev.opsdeck.api.metrics.Window;
import dev.opsdeck.server.alerts.AlertRepository.Stored;
import dev.opsdeck.server.metrics.Durations;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Servers, rules and silences that come and go.
final class AlertBoardTest {

    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

    private final AlertBoard board = new AlertBoard("node", "local");
    private final List<Alert> told = new ArrayList<>();
    private int second;

    private void documents(String... names) {
        rules(RuleSets.DOCUMENT.rules().stream()
                .filter(rule -> List.of(names).contains(rule.name()))
                .toList());
    }

    private void rules(List<AlertRule> rules) {
        board.restore(
                new Stored(List.of(), Map.of(), List.of()),
                rules.stream().map(Rule::of).toList(),
                List.of(),
                NOON);
    }

    @Test
    void aDeadServerIsNoticedFromOutsideAndBackAgain() {
        documents("server unreachable", "no data");

        watch(10, false, "shop");
        watch(31, true, "shop");
        assertThat(told).isNotEmpty();
        Alert firing = told.getLast();
        assertThat(firing.state()).isEqualTo(AlertState.FIRING);
        assertThat(firing.rule()).isEqualTo("server unreachable");
        assertThat(firing.firingSince()).isEqualTo(NOON.plusSeconds(40));
        assertThat(firing.text()).isEqualTo("shop cannot be reached");

        watch(1, false, "shop");
        assertThat(told.getLast().state()).isEqualTo(AlertState.RESOLVED);
        assertThat(board.open()).isEmpty();
    }

    @Test
    void aServerThatSendsNothingIsNoticedByTheNoDataRule() {
        documents("server unreachable", "no data");

        watch(5, false, "shop");
        for (int i = 0; i < 60 + 121; i++) {
            see(List.of(new Observation("shop", NOON.plusSeconds(second++), null, false, null)));
        }

        assertThat(board.open()).extracting(Alert::rule).containsExactly("no data");
        assertThat(board.open().getFirst().state()).isEqualTo(AlertState.FIRING);
        watch(1, false, "shop");
        assertThat(board.open()).isEmpty();
    }

    @Test
    void percentilesOfAnotherServerAreThoseThatItTells() {
        rules(List.of(
                Rules.rule("p95", RuleMetric.P95, "1m", "0s", NoData.OK, Rules.warning(500, "3s")),
                Rules.rule("p95 now", RuleMetric.P95, "1s", "0s", NoData.OK, Rules.warning(500, "3s"))));

        watch(4, false, "shop");

        // Its last minute is slow, its last second is not.
        assertThat(board.open())
                .extracting(Alert::rule, Alert::text, Alert::state)
                .containsExactly(tuple("p95", "612 ms of 500 ms on shop", AlertState.FIRING));
    }

    @Test
    void aServerThatIsNotWatchedAnyMoreHasNoAlerts() {
        documents("server unreachable");
        watch(31, true, "shop", "depot");
        assertThat(board.open()).hasSize(2);

        watch(1, true, "depot");

        assertThat(board.open()).extracting(Alert::server).containsExactly("depot");
        assertThat(told.getLast().server()).isEqualTo("shop");
        assertThat(told.getLast().state()).isEqualTo(AlertState.RESOLVED);
    }

    @Test
    void whatIsUnreachableInhibitsTheRestAndCriticalItsWarning() {
        Alert unreachable = alert("server unreachable", RuleMetric.UNREACHABLE, Severity.CRITICAL, "shop");
        Alert warning = alert("cpu", RuleMetric.CPU_SHARE, Severity.WARNING, "shop");
        Alert critical = alert("cpu", RuleMetric.CPU_SHARE, Severity.CRITICAL, "depot");
        Alert inhibited = alert("cpu", RuleMetric.CPU_SHARE, Severity.WARNING, "depot");
        List<Alert> all = List.of(unreachable, warning, critical, inhibited);

        assertThat(Inhibition.of(warning, all)).contains(unreachable);
        assertThat(Inhibition.of(inhibited, all)).contains(critical);
        assertThat(Inhibition.of(unreachable, all)).isEmpty();
        assertThat(Inhibition.of(critical, all)).isEmpty();
    }

    @Test
    void aRuleThatIsTakenAwayEndsItsAlertsAndOneThatIsChangedGoesOn() {
        rules(List.of(Rules.simple("a", 10, "0s"), Rules.simple("b", 10, "10s")));
        evaluate(6, 11.0);
        List<Alert> before = board.open();
        assertThat(before).hasSize(2);

        List<Turn> turns = board.rules(List.of(Rule.of(Rules.simple("b", 5, "8s"))), NOON.plusSeconds(6));
        assertThat(turns).hasSize(1);
        assertThat(turns.getFirst().alerts())
                .extracting(Alert::rule, Alert::state)
                .containsExactly(tuple("a", AlertState.RESOLVED));
        told.clear();
        evaluate(3, 7.0);

        assertThat(told).extracting(Alert::id).containsExactly(before.getLast().id());
        assertThat(told.getFirst().firingSince()).isEqualTo(NOON.plusSeconds(8));
        assertThat(told.getFirst().threshold()).isEqualTo(5);
    }

    @Test
    void aSilenceIsSeenOnTheAlertWhileItLasts() {
        rules(List.of(Rules.simple("a", 10, "0s")));
        evaluate(1, 11.0);
        Silence silence =
                new Silence(7, "a", null, null, NOON.plusSeconds(2), NOON.plusSeconds(4), null, "work", "me", NOON);

        board.silences(List.of(silence), NOON.plusSeconds(1));
        told.clear();
        evaluate(4, 11.0);

        assertThat(told).extracting(Alert::silencedBy).containsExactly(7L, null);
    }

    private void evaluate(int seconds, double connections) {
        for (int i = 0; i < seconds; i++) {
            Reading reading = new Reading(
                    NOON.plusSeconds(second++),
                    new Reading.Second(
                            1,
                            0,
                            0,
                            0,
                            0,
                            null,
                            null,
                            connections,
                            null,
                            null,
                            new Reading.Times.Counted(Durations.NONE)),
                    null,
                    null);
            told.addAll(board.evaluate(reading, false).alerts());
        }
    }

    private void watch(int seconds, boolean unreachable, String... servers) {
        for (int i = 0; i < seconds; i++) {
            Instant at = NOON.plusSeconds(second++);
            see(List.of(servers).stream()
                    .map(server -> new Observation(server, at, unreachable ? null : sample(at), unreachable, null))
                    .toList());
        }
    }

    private void see(List<Observation> seen) {
        board.observe(seen, seen.getFirst().at()).forEach(turn -> told.addAll(turn.alerts()));
    }

    private static Sample sample(Instant at) {
        long requests = at.getEpochSecond() - NOON.getEpochSecond();
        return new Sample(
                "one",
                NOON,
                at,
                new Window(1, new Latency(1, 5, 5, 5, 5), Latency.NONE, 1, 0, null),
                new Window(60, new Latency(60, 5, 612, 700, 800), Latency.NONE, 60, 0, null),
                new Gauges(0, 0, 3, 20, 0, 1, 2, null, 0.1, 2, 0, 0, false),
                new Totals(requests, 0, 0, 0, 0, 0, 0, 0));
    }

    private static Alert alert(String rule, RuleMetric metric, Severity severity, String server) {
        return new Alert(
                rule + severity + server,
                rule,
                metric.key(),
                severity,
                AlertState.FIRING,
                1.0,
                1,
                "1",
                server,
                NOON,
                NOON,
                null,
                null,
                null,
                null,
                null,
                null,
                rule,
                null,
                0,
                false);
    }
}
