package dev.opsdeck.server.alerts;

import static org.assertj.core.api.Assertions.assertThat;

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
}
