package dev.opsdeck.console.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opsdeck.api.alerts.AlertRule;
import dev.opsdeck.api.alerts.Comparison;
import dev.opsdeck.api.alerts.NoData;
import dev.opsdeck.api.alerts.RuleMetric;
import dev.opsdeck.api.alerts.Severity;
import dev.opsdeck.console.alerts.RuleForm.Field;
import dev.opsdeck.console.alerts.RuleForm.LevelForm;
import dev.opsdeck.console.alerts.RuleForm.Result;
import dev.opsdeck.console.ui.Formats;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RuleFormTest {

    private static final LevelForm OFF = new LevelForm(false, "", "", "");

    @Test
    void whatIsTypedBecomesARule() {
        AlertRule rule =
                rule(form(new LevelForm(true, "1,500.5", "", "1h30m"), new LevelForm(true, "2000", "1800", "0s")));
        assertThat(rule.levels())
                .extracting(AlertRule.Level::severity)
                .containsExactly(Severity.WARNING, Severity.CRITICAL);
        assertThat(rule.levels().getFirst().threshold()).isEqualTo(1500.5);
        assertThat(rule.levels().getFirst().recovery()).isEqualTo(1500.5);
        assertThat(rule.levels().getFirst().hold()).hasToString("1h30m");
        assertThat(rule.levels().getLast().recovery()).isEqualTo(1800);
        assertThat(RuleWords.level(rule, Severity.CRITICAL)).isEqualTo("> 2,000 ms, at once");
    }

    @ParameterizedTest
    @CsvSource({
        "server.unreachable, AT_LEAST, 1, 'no answer, at once'",
        "server.unreachable, ABOVE, 0, 'no answer, at once'",
        "health.failing, ABOVE, 0, 'not healthy, at once'",
        "health.failing, BELOW, 1, 'healthy, at once'",
        // Both or none, a share of the window, another metric.
        "health.failing, AT_LEAST, 0, '≥ 0, at once'",
        "health.failing, ABOVE, 0.5, '> 0.500, at once'",
        "http.errors.total, ABOVE, 0, '> 0, at once'"
    })
    void whatOnlyIsOrIsNotIsToldByItsBadOne(String metric, Comparison comparison, double threshold, String words) {
        AlertRule rule = new AlertRule(
                "rule",
                metric,
                comparison,
                List.of(new AlertRule.Level(Severity.CRITICAL, threshold, null, null)),
                null,
                null,
                null,
                null,
                null,
                null,
                null);
        assertThat(RuleWords.level(rule, Severity.CRITICAL)).isEqualTo(words);
        assertThat(RuleWords.level(rule, Severity.WARNING)).isEqualTo(Formats.NONE);
    }

    @Test
    void everyFieldThatCannotBeReadHasItsSentence() {
        Map<Field, String> faults =
                faults(form(new LevelForm(true, "many", "x", "soon"), new LevelForm(true, "", "", "5m")));
        assertThat(faults).containsOnlyKeys(Field.WARNING, Field.WARNING_RECOVERY, Field.WARNING_HOLD, Field.CRITICAL);
        assertThat(faults(form(OFF, OFF))).containsOnlyKeys(Field.OTHER);
    }

    @Test
    void whatTheContractForbidsIsSaidAtItsField() {
        LevelForm warning = new LevelForm(true, "500", "", "5m");
        assertThat(faults(form(warning, new LevelForm(true, "400", "", "5m")))).containsOnlyKeys(Field.CRITICAL);
        assertThat(faults(form(new LevelForm(true, "500", "600", "5m"), OFF))).containsOnlyKeys(Field.WARNING_RECOVERY);
        assertThat(faults(form(OFF, new LevelForm(true, "500", "600", "5m"))))
                .as("the only level is the critical one")
                .containsOnlyKeys(Field.CRITICAL_RECOVERY);
    }

    @ParameterizedTest
    @CsvSource({
        "rules[3].levels[0].for, WARNING_HOLD",
        "levels[1].threshold, CRITICAL",
        "rule.levels[1].recovery, CRITICAL_RECOVERY",
        "rules[12].name, NAME",
        "rules[0].link, LINK",
        "keepFiringFor, KEEP",
        "rules, OTHER"
    })
    void theServersNameOfAFieldIsFoundInTheForm(String path, Field field) {
        assertThat(form(new LevelForm(true, "1", "", "0s"), OFF).field(path)).isEqualTo(field);
    }

    private static RuleForm form(LevelForm warning, LevelForm critical) {
        return new RuleForm(
                "slow", RuleMetric.P95, Comparison.ABOVE, "ms", warning, critical, "1m", "0s", NoData.OK, "", "", true);
    }

    private static AlertRule rule(RuleForm form) {
        return switch (form.read()) {
            case Result.Rule good -> good.rule();
            case Result.Faults wrong -> throw new AssertionError(wrong.sentences());
        };
    }

    private static Map<Field, String> faults(RuleForm form) {
        return switch (form.read()) {
            case Result.Rule good -> throw new AssertionError(good.rule());
            case Result.Faults wrong -> wrong.sentences();
        };
    }
}
