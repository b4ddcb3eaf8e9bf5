package dev.opsdeck.server.db;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// How fresh who has replayed so far is.
final class LogMarksTest {

    private final LogMarks marks = new LogMarks(1_000);

    @Test
    void whoHasReplayedTheLogOfAMomentCoversWhatWasBeforeIt() {
        marks.add(100, 7_000);
        marks.add(200, 8_000);
        assertThat(marks.coveredBy(6_999)).isNull();
        assertThat(marks.coveredBy(7_000)).isEqualTo(100);
        assertThat(marks.coveredBy(7_999)).isEqualTo(100);
        assertThat(marks.coveredBy(8_000)).isEqualTo(200);
        assertThat(marks.isAhead(7_999)).isTrue();
        assertThat(marks.isAhead(8_000)).isFalse();
    }

    @Test
    void whenNobodyWritesAReplicaStaysFresh() {
        marks.add(100, 7_000);
        marks.add(900, 7_000);
        assertThat(marks.coveredBy(7_000)).isEqualTo(900);
    }

    @Test
    void whatIsTooLongAgoIsForgotten() {
        marks.add(100, 7_000);
        marks.add(1_100, 8_000);
        assertThat(marks.coveredBy(7_000)).isEqualTo(100);
        marks.add(1_101, 8_000);
        assertThat(marks.coveredBy(7_000)).isNull();
    }

    @Test
    void nothingIsKnownOfAnotherPrimary() {
        assertThat(marks.isAhead(0)).isFalse();
        marks.add(100, 7_000);
        marks.clear();
        assertThat(marks.coveredBy(7_000)).isNull();
        assertThat(marks.isAhead(0)).isFalse();
    }
}
