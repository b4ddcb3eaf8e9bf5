package dev.opsdeck.server.products;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/// What stands where.
final class RanksTest {

    private final Ranks ranks = Ranks.of(List.of(70L, 3L, 5_000_000_000L, 12L));

    @Test
    void theFirstOfSomeInTheOrder() {
        assertThat(ranks.first(2, List.of(3L, 12L, 70L))).containsExactly(70L, 3L);
        assertThat(ranks.first(9, List.of(12L, 5_000_000_000L))).containsExactly(5_000_000_000L, 12L);
        assertThat(ranks.first(0, List.of(12L))).isEmpty();
        assertThat(ranks.first(3, List.of())).isEmpty();
    }

    @Test
    void oneThatIsNotKnownIsNotLeftOutInSilence() {
        assertThat(ranks.first(1, List.of(70L, 4L))).isNull();
        assertThat(Ranks.of(List.of()).first(1, List.of(1L))).isNull();
    }
}
