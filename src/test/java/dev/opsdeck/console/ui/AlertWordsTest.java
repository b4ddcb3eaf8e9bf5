package dev.opsdeck.console.ui;

import static org.assertj.core.api.Assertions.assertThat;

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
        "health.failing, 1, 0, says that it is healthy",
        "health.failing, 0, 1, says that it is not healthy",
        "health.failing, 0, 0, says that it is healthy",
        // Somebody counts with these.
        "health.failing, 0.5, 1,",
        "http.errors.total, 0, 1,",
        "a.metric.of.later, 0, 1,",
        "server.unreachable, 0, ,"
    })
    void whatOnlyIsOrIsNotIsNoFigure(String metric, double threshold, @Nullable Double value, @Nullable String words) {
        assertThat(AlertWords.yesOrNo(metric, threshold, value)).isEqualTo(words);
    }

    @Test
    void noValueIsADash() {
        assertThat(AlertWords.value(null, "ms")).isEqualTo(Formats.NONE);
    }
}
