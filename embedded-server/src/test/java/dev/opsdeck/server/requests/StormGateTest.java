package dev.opsdeck.server.requests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opsdeck.api.requests.RequestEntry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class StormGateTest {

    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

    private final List<RequestEntry> passed = new ArrayList<>();
    private final StormGate gate = new StormGate(3, passed::add);
    private int made;

    @Test
    void soManyASecondPassAndTheNextOneStandsForTheRest() {
        for (int i = 0; i < 100; i++) {
            offer(NOON.plusMillis(i));
        }
        assertThat(passed).extracting(RequestEntry::id).containsExactly(0L, 1L, 2L);
        assertThat(made).as("what is left out costs nothing").isEqualTo(4);

        offer(NOON.plusSeconds(1));
        assertThat(passed).extracting(RequestEntry::id).containsExactly(0L, 1L, 2L, 3L, 4L);
        assertThat(passed).extracting(RequestEntry::leftOut).containsExactly(0L, 0L, 0L, 96L, 0L);
        assertThat(passed.stream().mapToLong(entry -> 1 + entry.leftOut()).sum())
                .isEqualTo(101);
    }

    @Test
    void theEndOfAStormIsToldWithoutAnotherRequest() {
        for (int i = 0; i < 10; i++) {
            offer(NOON);
        }
        gate.sweep(NOON.plusMillis(999));
        assertThat(passed).hasSize(3);
        gate.sweep(NOON.plusSeconds(1));
        assertThat(passed).hasSize(4).last().extracting(RequestEntry::leftOut).isEqualTo(6L);
        gate.sweep(NOON.plusSeconds(2));
        assertThat(passed).hasSize(4);
    }

    @Test
    void aClockThatIsSetBackDoesNotOpenTheGate() {
        for (int i = 0; i < 10; i++) {
            offer(NOON.minusSeconds(i));
        }
        assertThat(passed).hasSize(3);
    }

    private void offer(Instant at) {
        gate.offer(
                at,
                () -> new RequestEntry(made++, "here", at, "GET", "/", "/", 500, 1, null, false, null, null, 0, null));
    }
}
