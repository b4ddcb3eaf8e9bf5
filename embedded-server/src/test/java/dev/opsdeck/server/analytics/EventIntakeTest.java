package dev.opsdeck.server.analytics;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class EventIntakeTest {

    @ParameterizedTest
    @CsvSource({"16, 1", "96, 1", "192, 3", "256, 4", "512, 8", "65536, 8"})
    void batchesUnderWayTakeAtMostHalfOfTheHeap(long heapMebibytes, int batches) {
        assertThat(EventIntake.batchesAtOnce(heapMebibytes << 20)).isEqualTo(batches);
    }
}
