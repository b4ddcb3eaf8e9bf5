package dev.opsdeck.console.overview;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TileIdTest {

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5})
    void everyRowIsFullHoweverManyColumnsThereAre(int columns) {
        List<Integer> spans = TileId.spans(columns);
        assertThat(spans).hasSize(TileId.values().length);
        int column = 0;
        for (int span : spans) {
            assertThat(column + span).isLessThanOrEqualTo(columns);
            column = (column + span) % columns;
        }
        assertThat(column).isZero();
    }

    @ParameterizedTest
    @CsvSource({"0, 1", "335, 1", "336, 2", "628, 3", "728, 4", "864, 5", "1008, 5", "3000, 5"})
    void asManyColumnsAsFit(double width, int columns) {
        assertThat(TileId.columns(width, 16)).isEqualTo(columns);
    }
}
