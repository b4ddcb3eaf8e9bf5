package dev.opsdeck.server.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opsdeck.api.alerts.AlertRule;
import dev.opsdeck.api.alerts.NoData;
import dev.opsdeck.api.alerts.RuleMetric;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AlertTextTest {

    @ParameterizedTest
    @CsvSource({
        "612.4, ms, 612 ms",
        "12.34, ms, 12.3 ms",
        "0.526, %, 0.53 %",
        "41, 1, 41",
        "0, ms, 0 ms",
        "0.05, %, 0.05 %",
        "0.002, ms, 0.002 ms",
        "0.00234, ms, 0.0023 ms",
        "0.0000041, 1/s, 0.0000041 per second",
        "-0.002, 1, -0.002"
    })
    void aQuantityIsNeverShownAsNothingWhenItIsSomething(double value, String unit, String words) {
        assertThat(AlertText.quantity(value, unit)).isEqualTo(words);
    }

    @Test
    void whatOnlyIsOrIsNotIsNoNumber() {
        AlertRule down = Rules.rule("down", RuleMetric.UNREACHABLE, "1s", "0s", NoData.OK, Rules.critical(0, "0s"));
        assertThat(AlertText.of(down, 1.0, 0, "eu-prod")).isEqualTo("no answer of 0 on eu-prod");
        assertThat(AlertText.of(down, 0.0, 0, "eu-prod")).startsWith("answers ");
        assertThat(AlertText.of(down, null, 0, "eu-prod")).startsWith("unknown ");
        AlertRule sick = Rules.rule("sick", RuleMetric.HEALTH_FAILING, "1m", "0s", NoData.OK, Rules.critical(0, "0s"));
        assertThat(AlertText.of(sick, 1.0, 0, "eu-prod")).startsWith("not healthy ");
        assertThat(AlertText.of(sick, 0.25, 0, "eu-prod"))
                .as("a share of the minute")
                .startsWith("0.25 ");
    }
}
