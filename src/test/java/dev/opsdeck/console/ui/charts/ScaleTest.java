package dev.opsdeck.console.ui.charts;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScaleTest {

    @ParameterizedTest
    @CsvSource({
        "0, 1",
        "-3, 1",
        "NaN, 1",
        "Infinity, 1",
        "1, 1",
        "1.3, 1.5",
        "562, 600",
        "100, 100",
        "101, 120",
        "8.01, 10",
        "0.0041, 0.005",
        "1e-9, 1e-9"
    })
    void theTopIsARoundNumberAboveTheHighestValue(double highest, double top) {
        assertThat(Scale.fromZero(highest).top()).isCloseTo(top, org.assertj.core.data.Offset.offset(top * 1e-9));
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "50, 0.5", "100, 1", "170, 1", "-1, 0"})
    void positionsAreHeldToTheEdges(double value, double position) {
        assertThat(new Scale(0, 100).position(value)).isEqualTo(position);
    }
}
