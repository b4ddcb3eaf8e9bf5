package dev.opsdeck.console.ui;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opsdeck.api.alerts.Alert;
import dev.opsdeck.api.alerts.AlertState;
import dev.opsdeck.api.alerts.Severity;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AlertWordsTest {

    @ParameterizedTest
    @CsvSource({
        "612.4, ms, 612 ms",
        "0.52, %, 0.520 %",
        "40, 1, 40.0",
        "0, ms, 0 ms",
        "0.002, ms, 0.002 ms",
        "0.0015, ms, 0.0015 ms",
        "0.0000041, 1/s, 0.0000041 req/s"
    })
    void aThresholdIsToldWithEnoughDigits(double value, String unit, String words) {
        assertThat(AlertWords.value(value, unit)).isEqualTo(words);
    }

    @ParameterizedTest
    @CsvSource({
        "server.unreachable, 0, 1, no answer",
        "server.unreachable, 0, 0, answers",
        "server.unreachable, 1, 1, no answer",
        "health.failing, 1, 0, healthy",
        "health.failing, 0, 1, not healthy",
        "health.failing, 0, 0, healthy",
        // Somebody counts with these.
        "health.failing, 1, 0.25,",
        "health.failing, 0.5, 1,",
        "http.errors.total, 0, 1,",
        "a.metric.of.later, 0, 1,",
        "server.unreachable, 0, ,"
    })
    void whatOnlyIsOrIsNotIsNoFigure(String metric, double threshold, @Nullable Double value, @Nullable String words) {
        assertThat(AlertWords.yesOrNo(metric, threshold, value)).isEqualTo(words);
    }

    @ParameterizedTest
    @CsvSource(
            value = {
                "server.unreachable; 1; 1; no answer; ''",
                "server.unreachable; 1; ; no value; ''",
                "health.failing; 0; 0; healthy; ''",
                "health.failing; 0.5; 0.75; 0.750, threshold 0.500; threshold 0.500",
                "http.errors.total; 1; 3; 3.00, threshold 1.00; threshold 1.00",
                "http.errors.total; 1; ; no value, threshold 1.00; threshold 1.00"
            },
            delimiter = ';')
    void anAlertOfWhatOnlyIsOrIsNotHasNoThreshold(
            String metric, double threshold, @Nullable Double value, String against, String limit) {
        Alert alert = alert(metric, threshold, value);
        assertThat(AlertWords.against(alert)).isEqualTo(against);
        assertThat(AlertWords.threshold(alert)).isEqualTo(limit);
    }

    private static Alert alert(String metric, double threshold, @Nullable Double value) {
        return new Alert(
                "a",
                "rule",
                metric,
                Severity.CRITICAL,
                AlertState.FIRING,
                value,
                threshold,
                "1",
                "eu-prod",
                Instant.EPOCH,
                Instant.EPOCH,
                null,
                null,
                null,
                null,
                null,
                null,
                "text",
                null,
                0,
                false);
    }

    @Test
    void noValueIsADash() {
        assertThat(AlertWords.value(null, "ms")).isEqualTo(Formats.NONE);
    }
}
