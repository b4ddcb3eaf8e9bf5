package dev.opsdeck.console.overview;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opsdeck.console.ui.State;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ThresholdsTest {

    private static final long MB = 1024L * 1024;

    @ParameterizedTest
    @CsvSource({"0, OK", "500, OK", "500.1, WARNING", "1000, WARNING", "1000.1, CRITICAL", "NaN, UNKNOWN"})
    void responseTime(double millis, State state) {
        assertThat(Thresholds.P95_MILLIS.state(millis)).isEqualTo(state);
    }

    @ParameterizedTest
    @CsvSource({"0, OK", "0.005, OK", "0.0051, WARNING", "0.01, WARNING", "0.011, CRITICAL"})
    void errorShare(double share, State state) {
        assertThat(Thresholds.ERROR_SHARE.state(share)).isEqualTo(state);
    }

    @ParameterizedTest
    @CsvSource({"0.7, OK", "0.71, WARNING", "0.9, WARNING", "0.91, CRITICAL"})
    void cpuShare(double share, State state) {
        assertThat(Thresholds.CPU_SHARE.state(share)).isEqualTo(state);
    }

    @ParameterizedTest
    @CsvSource({
        "40, 50, OK",
        "41, 50, WARNING",
        "48, 50, WARNING",
        "49, 50, CRITICAL",
        "16, 20, OK",
        "17, 20, WARNING",
        "20, 20, CRITICAL",
        "8, 10, OK",
        "9, 10, WARNING",
        "10, 10, CRITICAL"
    })
    void connectionsOfAPoolOfAnySize(int active, int max, State state) {
        assertThat(Thresholds.connections(max).state(active)).isEqualTo(state);
    }

    @Test
    void memoryIsJudgedByMegabytesAndOfASmallHeapByItsShare() {
        assertThat(Thresholds.memoryBytes(4096 * MB)).isEqualTo(new Thresholds(700.0 * MB, 900.0 * MB));
        assertThat(Thresholds.memoryBytes(1024 * MB)).isEqualTo(new Thresholds(700.0 * MB, 900.0 * MB));
        assertThat(Thresholds.memoryBytes(256 * MB)).isEqualTo(new Thresholds(175.0 * MB, 225.0 * MB));
    }
}
