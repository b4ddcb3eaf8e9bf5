package dev.opsdeck.server.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opsdeck.api.alerts.Alert;
import dev.opsdeck.api.alerts.AlertRule;
import dev.opsdeck.api.alerts.AlertState;
import dev.opsdeck.api.alerts.AlertTransition;
import dev.opsdeck.api.alerts.NoData;
import dev.opsdeck.api.alerts.Recurrence;
import dev.opsdeck.api.alerts.RuleMetric;
import dev.opsdeck.api.alerts.Severity;
import dev.opsdeck.api.alerts.Silence;
import dev.opsdeck.api.alerts.SilenceDraft;
import dev.opsdeck.server.alerts.AlertRepository.Stored;
import dev.opsdeck.server.db.Database;
import dev.opsdeck.server.http.Json;
import dev.opsdeck.server.metrics.Durations;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What the engine did, stored and found again.
abstract class AlertRepositorySuite {

    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
    private static final AlertQueries.Filter ANY = new AlertQueries.Filter(null, null, null, null, null, null);
    private static final List<Rule> RULES = List.of(
            Rule.of(Rules.simple("connections", 10, "2s")),
            Rule.of(Rules.rule(
                    "both",
                    RuleMetric.DB_ACTIVE,
                    "1s",
                    "0s",
                    NoData.OK,
                    Rules.warning(20, "1s"),
                    Rules.critical(30, "5s"))));

    private final Json json = new Json();

    @SuppressWarnings("NullAway.Init")
    private Database database;

    @SuppressWarnings("NullAway.Init")
    private AlertRepository repository;

    @SuppressWarnings("NullAway.Init")
    private AlertQueries queries;

    @SuppressWarnings("NullAway.Init")
    private AlertBoard board;

    abstract Database open();

    @BeforeEach
    void openDatabase() {
        database = open();
        repository = new AlertRepository(database, json, "node");
        queries = new AlertQueries(database);
        board = new AlertBoard("node", "local");
        board.restore(repository.load(), RULES, List.of(), NOON);
    }

    @AfterEach
    void closeDatabase() {
        database.close();
    }

    @Test
    void aRestartFindsEverythingAsItWas() {
        run(0, 11.0, 25.0, 25.0, 35.0);

        Stored stored = repository.load();

        assertThat(stored.open("local"))
                .extracting(Alert::id)
                .isEqualTo(ids(board))
                .hasSize(3);
        assertThat(stored.until()).containsEntry("local", NOON.plusSeconds(3));
        assertThat(stored.states("local").keySet()).containsExactlyInAnyOrder("connections", "both");
        AlertBoard next = new AlertBoard("node", "local");
        next.restore(stored, RULES, List.of(), NOON);
        for (int second = 4; second < 10; second++) {
            Reading reading = reading(second, 35.0);
            assertThat(next.evaluate(reading, false).transitions())
                    .isEqualTo(board.evaluate(reading, false).transitions());
        }
        assertThat(next.open()).isEqualTo(board.open()).hasSize(3);
    }

    @Test
    void aBatchThatComesASecondTimeChangesNothing() {
        List<Turn> turns = List.of(
                board.evaluate(reading(0, 25.0), false),
                board.evaluate(reading(1, 25.0), false),
                board.evaluate(reading(2, 0.0), false));
        repository.store(turns);
        List<Alert> once = queries.list(ANY, null, 10);
        repository.store(turns);

        assertThat(queries.list(ANY, null, 10)).isEqualTo(once).hasSize(1);
        assertThat(queries.transitions(once.getFirst().id()))
                .extracting(AlertTransition::to)
                .containsExactly(AlertState.PENDING, AlertState.FIRING, AlertState.RESOLVED);
        assertThat(repository.load().rows()).isEmpty();
    }

    @Test
    void whoRemembersTheLastNumberMissesNoChange() {
        run(0, 25.0);
        List<AlertQueries.Changed> first = queries.changedAfter("node", 0, 10);
        run(1, 25.0, 25.0);
        List<AlertQueries.Changed> second =
                queries.changedAfter("node", first.getLast().changed(), 10);

        assertThat(first).extracting(one -> one.alert().state()).containsOnly(AlertState.PENDING);
        assertThat(second).extracting(one -> one.alert().rule()).containsExactly("both", "connections");
        assertThat(second).extracting(one -> one.alert().state()).containsOnly(AlertState.FIRING);
        assertThat(queries.changedAfter("node", second.getLast().changed(), 10)).isEmpty();
        assertThat(queries.changedAfter("other", 0, 10)).isEmpty();

        repository.acknowledge(first.getFirst().alert().id(), "me", NOON, "seen");
        assertThat(queries.changedAfter("node", second.getLast().changed(), 10))
                .extracting(one -> one.alert().note())
                .containsExactly("seen");
    }

    @Test
    void anAcknowledgementAndMessagesStayWhenTheAlertGoesOn() {
        run(0, 11.0);
        String id = queries.list(ANY, null, 1).getFirst().id();
        assertThat(repository.acknowledge(id, "operator", NOON, "looking")).isTrue();
        queries.notified(List.of(id));
        run(1, 11.0, 11.0, 0.0);

        Alert alert = queries.get(id).orElseThrow();
        assertThat(alert.state()).isEqualTo(AlertState.RESOLVED);
        assertThat(alert.firingSince()).isEqualTo(NOON.plusSeconds(2));
        assertThat(alert.acknowledgedBy()).isEqualTo("operator");
        assertThat(alert.note()).isEqualTo("looking");
        assertThat(alert.notifications()).isEqualTo(1);
        assertThat(repository.acknowledge(id, "operator", NOON, null)).isFalse();
        assertThat(repository.acknowledge("0000000000000000", "operator", NOON, null))
                .isFalse();
    }

    @Test
    void theListHasPagesAndFiltersAndLeavesOutWhatNeverFired() {
        for (int round = 0; round < 6; round++) {
            run(round * 10, 11.0, 11.0, 11.0, 0.0); // fires
            run(round * 10 + 5, 11.0, 0.0); // does not
        }

        assertThat(queries.count(ANY)).isEqualTo(6);
        List<Alert> first = queries.list(ANY, null, 4);
        List<Alert> rest = queries.list(ANY, AlertCursor.parse(AlertCursor.behind(first.getLast())), 4);
        assertThat(first).hasSize(4);
        assertThat(rest).hasSize(2);
        assertThat(first.getFirst().pendingSince()).isEqualTo(NOON.plusSeconds(50));
        assertThat(rest.getLast().pendingSince()).isEqualTo(NOON);
        assertThat(queries.count(new AlertQueries.Filter(
                        AlertState.RESOLVED,
                        "local",
                        "connections",
                        Severity.WARNING,
                        NOON.plusSeconds(10),
                        NOON.plusSeconds(30))))
                .isEqualTo(2);
        assertThat(queries.count(new AlertQueries.Filter(AlertState.FIRING, null, null, null, null, null)))
                .isZero();

        assertThat(repository.trim(NOON.plusSeconds(25), NOON.plusSeconds(40))).isEqualTo(3 + 4);
        assertThat(queries.count(ANY)).isEqualTo(3);
    }

    @Test
    void aStretchHasWhatBeganBeforeItAndWasNotOver() {
        run(0, 11.0, 11.0, 11.0, 0.0); // from 12:00:00 until 12:00:03
        run(10, 11.0, 11.0, 11.0); // from 12:00:10, not over

        assertThat(begun(1, 2)).containsExactly(0);
        assertThat(begun(2, null)).containsExactly(10, 0);
        assertThat(begun(3, 10)).isEmpty();
        assertThat(begun(3, 11)).containsExactly(10);
        assertThat(begun(3_600, 3_601)).containsExactly(10);
        assertThat(begun(null, 0)).isEmpty();
    }

    /// Pending since which second, of those of a stretch; the count says how many.
    private List<Integer> begun(@Nullable Integer from, @Nullable Integer to) {
        AlertQueries.Filter stretch = new AlertQueries.Filter(
                null,
                null,
                null,
                null,
                from == null ? null : NOON.plusSeconds(from),
                to == null ? null : NOON.plusSeconds(to));
        List<Integer> seconds = queries.list(stretch, null, 10).stream()
                .map(alert -> (int) Duration.between(NOON, alert.pendingSince()).toSeconds())
                .toList();
        assertThat(queries.count(stretch)).isEqualTo(seconds.size());
        return seconds;
    }

    @Test
    void rulesAreReplacedOnlyByWhoKnowsThem() {
        RuleRepository rules = new RuleRepository(database, json);
        assertThat(rules.load().revision()).isZero();
        assertThat(rules.load().rules()).isEqualTo(RuleSets.DOCUMENT.rules());

        List<AlertRule> mine = List.of(Rules.simple("b", 1, "0s"), Rules.simple("a", 2, "5m"));
        assertThat(rules.save(0, mine)).isTrue();
        assertThat(rules.save(0, List.of())).isFalse();
        assertThat(rules.load()).isEqualTo(new RuleRepository.Book(1, mine));
        assertThat(rules.save(1, List.of())).isTrue();
        assertThat(rules.load()).isEqualTo(new RuleRepository.Book(2, List.of()));
    }

    @Test
    void silencesEndAndStayInTheList() {
        SilenceRepository silences = new SilenceRepository(database, json);
        Recurrence nights =
                new Recurrence(List.of(Recurrence.Day.MON), LocalTime.of(22, 0), LocalTime.of(6, 0), "Europe/Berlin");
        Silence first = silences.add(
                new SilenceDraft("x", "local", Severity.WARNING, null, NOON.plusSeconds(60), nights, "night work"),
                NOON,
                "me",
                NOON);
        Silence second = silences.add(
                new SilenceDraft(null, null, null, null, NOON.plusSeconds(90), null, "moving"), NOON, "me", NOON);

        assertThat(silences.notOver(NOON)).containsExactly(first, second);
        assertThat(silences.end(second.id(), NOON.plusSeconds(5)).orElseThrow().until())
                .isEqualTo(NOON.plusSeconds(5));
        assertThat(silences.end(second.id(), NOON.plusSeconds(9)).orElseThrow().until())
                .isEqualTo(NOON.plusSeconds(5));
        assertThat(silences.end(99, NOON)).isEmpty();
        assertThat(silences.notOver(NOON.plusSeconds(5))).containsExactly(first);
        assertThat(silences.list(10)).extracting(Silence::id).containsExactly(second.id(), first.id());
    }

    private static List<String> ids(AlertBoard board) {
        return board.open().stream().map(Alert::id).toList();
    }

    private void run(int begin, double... values) {
        for (int i = 0; i < values.length; i++) {
            repository.store(List.of(board.evaluate(reading(begin + i, values[i]), false)));
        }
    }

    private static Reading reading(int second, double connections) {
        return new Reading(
                NOON.plusSeconds(second),
                new Reading.Second(
                        1, 0, 0, 0, 0, null, null, connections, null, null, new Reading.Times.Counted(Durations.NONE)),
                null,
                null);
    }
}
