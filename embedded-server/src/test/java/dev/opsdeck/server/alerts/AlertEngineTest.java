package dev.opsdeck.server.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opsdeck.api.alerts.AlertRule;
import dev.opsdeck.api.alerts.AlertRule.Level;
import dev.opsdeck.api.alerts.NoData;
import dev.opsdeck.api.alerts.RuleMetric;
import dev.opsdeck.api.alerts.Severity;
import dev.opsdeck.api.alerts.Span;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// The steps, second by second.
final class AlertEngineTest {

    private final List<String> told = new ArrayList<>();
    private RuleState state = RuleState.INACTIVE;
    private long second;

    @Test
    void firesWhenTheConditionHeldForTheWholeTimeAndNotBefore() {
        AlertRule rule = Rules.simple("x", 10, "2m");

        run(rule, 1, 10.0);
        run(rule, 120, 11.0);
        assertThat(told).containsExactly("1 warning PENDING");

        run(rule, 1, 11.0);
        run(rule, 30, 12.0);
        run(rule, 1, 10.0);
        assertThat(told).containsExactly("1 warning PENDING", "121 warning FIRING", "152 warning RESOLVED");
        assertThat(state).isEqualTo(RuleState.INACTIVE);
    }

    @Test
    void oneFalseEvaluationInPendingBeginsAnew() {
        AlertRule rule = Rules.simple("x", 10, "5s");

        run(rule, 5, 11.0);
        run(rule, 1, 9.0);
        run(rule, 5, 11.0);
        assertThat(told).containsExactly("0 warning PENDING", "5 warning RESOLVED", "6 warning PENDING");

        run(rule, 1, 11.0);
        assertThat(told).endsWith("11 warning FIRING");
    }

    @Test
    void withoutATimeItFiresAtOnce() {
        run(Rules.simple("x", 10, "0s"), 1, 11.0);

        assertThat(told).containsExactly("0 warning PENDING", "0 warning FIRING");
    }

    @Test
    void eachLevelGoesItsOwnWay() {
        AlertRule rule = Rules.rule(
                "x", RuleMetric.DB_ACTIVE, "1s", "0s", NoData.OK, Rules.warning(10, "5s"), Rules.critical(20, "2s"));

        run(rule, 3, 21.0);
        run(rule, 3, 11.0);
        run(rule, 1, 0.0);

        assertThat(told)
                .containsExactly(
                        "0 warning PENDING",
                        "0 critical PENDING",
                        "2 critical FIRING",
                        "3 critical RESOLVED",
                        "5 warning FIRING",
                        "6 warning RESOLVED");
    }

    @Test
    void whatFiresHoldsUntilItsRecoveryThreshold() {
        Level level = new Level(Severity.WARNING, 10.0, 8.0, Span.of("2s"));
        AlertRule rule = Rules.rule("x", RuleMetric.DB_ACTIVE, "1s", "0s", NoData.OK, level);

        run(rule, 1, 9.0); // between the thresholds: nothing began
        run(rule, 3, 11.0);
        run(rule, 10, 9.0);
        run(rule, 1, 8.0);

        assertThat(told).containsExactly("1 warning PENDING", "3 warning FIRING", "14 warning RESOLVED");
    }

    @Test
    void itKeepsFiringAgainstFlapping() {
        AlertRule rule = Rules.rule("x", RuleMetric.DB_ACTIVE, "1s", "3s", NoData.OK, Rules.warning(10, "0s"));

        run(rule, 1, 11.0);
        run(rule, 3, 9.0);
        run(rule, 1, 11.0);
        run(rule, 3, 9.0);
        assertThat(told).containsExactly("0 warning PENDING", "0 warning FIRING");

        run(rule, 1, 9.0);
        assertThat(told).endsWith("8 warning RESOLVED");
    }

    @Test
    void timeThatNobodyWatchedDoesNotCount() {
        AlertRule rule = Rules.simple("x", 10, "10s");

        run(rule, 6, 11.0); // held for 5 s
        second += 3_600;
        run(rule, 5, 11.0); // and for 4 s more
        assertThat(told).containsExactly("0 warning PENDING");

        run(rule, 1, 11.0);
        assertThat(told).endsWith("3611 warning FIRING");
    }

    @Test
    void aClockThatIsSetBackCountsNothingTwice() {
        AlertRule rule = Rules.simple("x", 10, "4s");

        run(rule, 3, 11.0);
        second -= 100;
        run(rule, 2, 11.0);
        assertThat(told).hasSize(1);

        run(rule, 1, 11.0);
        assertThat(told).hasSize(2);
    }

    @Test
    void aMomentWithoutAValueIsWhatTheRuleSays() {
        run(noData(NoData.KEEP), 2, 11.0);
        run(noData(NoData.KEEP), 60, null);
        assertThat(told).containsExactly("0 warning PENDING");
        run(noData(NoData.KEEP), 1, 11.0);
        assertThat(told).endsWith("62 warning FIRING");
        run(noData(NoData.KEEP), 60, null);
        assertThat(told).hasSize(2);
        run(noData(NoData.OK), 1, null);
        assertThat(told).endsWith("123 warning RESOLVED");

        run(noData(NoData.ALERT), 3, null);
        assertThat(told).endsWith("124 warning PENDING", "126 warning FIRING").hasSize(5);
    }

    @Test
    void whatIsBelowIsComparedTheOtherWay() {
        AlertRule rule = new AlertRule(
                "x",
                RuleMetric.CACHE_HIT_SHARE.key(),
                dev.opsdeck.api.alerts.Comparison.BELOW,
                List.of(new Level(Severity.WARNING, 90.0, 95.0, null)),
                "%",
                null,
                null,
                null,
                null,
                null,
                null);

        run(rule, 1, 0.9);
        run(rule, 1, 0.89);
        run(rule, 1, 0.94);
        run(rule, 1, 0.95);

        assertThat(told).containsExactly("1 warning PENDING", "1 warning FIRING", "3 warning RESOLVED");
    }

    private static AlertRule noData(NoData noData) {
        return Rules.rule("x", RuleMetric.DB_ACTIVE, "1s", "0s", noData, Rules.warning(10, "2s"));
    }

    private void run(AlertRule rule, int seconds, @Nullable Double value) {
        Rule made = Rule.of(rule);
        for (int i = 0; i < seconds; i++) {
            AlertEngine.Outcome outcome = AlertEngine.step(made, state, Instant.ofEpochSecond(second), value, false);
            state = outcome.state();
            outcome.transitions()
                    .forEach(step ->
                            told.add(second + " " + step.severity().name().toLowerCase(Locale.ROOT) + " " + step.to()));
            second++;
        }
    }
}
