package dev.opsdeck.console.ui.charts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opsdeck.console.ui.charts.TimeBuckets.Live;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class TimeBucketsTest {

    private final Instant now = Instant.parse("2026-11-23T15:00:00Z");
    private final TimeBuckets minutes = new TimeBuckets(10);

    TimeBucketsTest() {
        minutes.reset(Duration.ofMinutes(10), now.plusSeconds(30));
    }

    @Test
    void aNewWindowIsAllGapsAndEndsWithTheBucketOfNow() {
        assertThat(minutes.isEmpty()).isTrue();
        assertThat(minutes.highest()).isNaN();
        assertThat(minutes.lowest()).isNaN();
        assertThat(minutes.peak()).isEqualTo(-1);
        assertThat(minutes.start()).isEqualTo(now.minusSeconds(540));
        assertThat(minutes.end()).isEqualTo(now.plusSeconds(60));
        assertThat(minutes.at(9)).isEqualTo(now);
    }

    @Test
    void storedPointsFallIntoTheirBucketsAndWhatIsOutsideIsDropped() {
        minutes.store(now.minusSeconds(120), 1, 2, 3);
        minutes.store(now.minusSeconds(541), 7, 8, 9);
        minutes.store(now.plusSeconds(60), 7, 8, 9);
        assertThat(minutes.value(7)).isEqualTo(2);
        assertThat(minutes.min(7)).isEqualTo(1);
        assertThat(minutes.max(7)).isEqualTo(3);
        assertThat(minutes.value(6)).isNaN();
        assertThat(minutes.highest()).isEqualTo(3);
    }

    @Test
    void twoStoredPointsInOneBucketHideNoPeak() {
        minutes.store(now, 5, 6, 7);
        minutes.store(now.plusSeconds(20), 1, 2, 3);
        assertThat(minutes.min(9)).isEqualTo(1);
        assertThat(minutes.value(9)).isEqualTo(6);
        assertThat(minutes.max(9)).isEqualTo(7);
    }

    @Test
    void liveValuesOfOneBucketAreAveragedSecondBySecond() {
        for (int second = 0; second < 60; second++) {
            minutes.add(now.plusSeconds(second), second, second, second, Live.MEAN);
        }
        assertThat(minutes.value(9)).isBetween(29.49, 29.51);
        assertThat(minutes.min(9)).isEqualTo(0);
        assertThat(minutes.max(9)).isEqualTo(59);
    }

    @Test
    void theMeanGoesOnFromTheStoredPartOfTheBucket() {
        minutes.store(now, 10, 10, 10);
        minutes.add(now.plusSeconds(30), 41, 41, 41, Live.MEAN);
        assertThat(minutes.value(9)).isEqualTo(11);
    }

    @Test
    void latestAndHighestAreWhatTheySay() {
        minutes.add(now, 1, 5, 9, Live.LATEST);
        minutes.add(now.plusSeconds(1), 2, 4, 6, Live.LATEST);
        assertThat(minutes.value(9)).isEqualTo(4);
        minutes.add(now.plusSeconds(2), 3, 3, 3, Live.HIGHEST);
        assertThat(minutes.value(9)).isEqualTo(4);
        assertThat(minutes.max(9)).isEqualTo(9);
    }

    @Test
    void theWindowSlidesByWholeBucketsAndLeavesGaps() {
        minutes.add(now, 1, 1, 1, Live.LATEST);
        minutes.add(now.plusSeconds(185), 4, 4, 4, Live.LATEST);
        assertThat(minutes.value(6)).isEqualTo(1);
        assertThat(minutes.value(7)).isNaN();
        assertThat(minutes.value(8)).isNaN();
        assertThat(minutes.value(9)).isEqualTo(4);
        assertThat(minutes.end()).isEqualTo(now.plusSeconds(240));
    }

    @Test
    void aLongPauseEmptiesTheWindow() {
        minutes.add(now, 1, 1, 1, Live.LATEST);
        minutes.slideTo(now.plus(Duration.ofDays(400)));
        assertThat(minutes.isEmpty()).isTrue();
        assertThat(minutes.end()).isAfter(now.plus(Duration.ofDays(400)));
    }

    @Test
    void aMissingLiveValueSlidesAndLeavesAGap() {
        minutes.add(now, 1, 1, 1, Live.LATEST);
        minutes.add(now.plusSeconds(60), Double.NaN, Double.NaN, Double.NaN, Live.MEAN);
        assertThat(minutes.value(8)).isEqualTo(1);
        assertThat(minutes.value(9)).isNaN();
    }

    @Test
    void aLateLiveValueGoesIntoItsOwnBucketAndOneBeforeTheWindowIsDropped() {
        minutes.add(now.minusSeconds(60), 3, 3, 3, Live.LATEST);
        minutes.add(now.minusSeconds(6000), 9, 9, 9, Live.LATEST);
        assertThat(minutes.value(8)).isEqualTo(3);
        assertThat(minutes.highest()).isEqualTo(3);
    }

    @Test
    void theVersionRisesOnlyWhenSomethingChanged() {
        minutes.add(now, 1, 1, 1, Live.LATEST);
        long before = minutes.version();
        minutes.add(now.plusSeconds(1), 1, 1, 1, Live.LATEST);
        assertThat(minutes.version()).isEqualTo(before);
        minutes.add(now.plusSeconds(2), 1, 2, 2, Live.LATEST);
        assertThat(minutes.version()).isGreaterThan(before);
    }

    @Test
    void thePeakIsTheLatestOfTheHighest() {
        minutes.store(now.minusSeconds(300), 1, 2, 8);
        minutes.store(now.minusSeconds(120), 1, 2, 8);
        minutes.store(now.minusSeconds(60), 0.5, 2, 3);
        assertThat(minutes.peak()).isEqualTo(7);
        assertThat(minutes.lowest()).isEqualTo(0.5);
    }

    @Test
    void aHistoryIsTakenOverWhereverTheWindowHasMovedToMeanwhile() {
        TimeBuckets read = new TimeBuckets(10);
        read.reset(Duration.ofMinutes(10), now);
        for (int i = 0; i < 10; i++) {
            read.store(read.at(i), i, i, i);
        }
        minutes.add(now.plusSeconds(60), 70, 70, 70, Live.LATEST);
        minutes.takeOver(read);
        assertThat(minutes.value(0)).isEqualTo(1);
        assertThat(minutes.value(8)).isEqualTo(9);
        assertThat(minutes.value(9)).isEqualTo(70);
    }

    @Test
    void theNewestBucketKeepsItsLiveValueAndOthersAreReplaced() {
        TimeBuckets read = new TimeBuckets(10);
        read.reset(Duration.ofMinutes(10), now);
        read.store(now.minusSeconds(60), 1, 1, 1);
        read.store(now, 2, 2, 2);
        minutes.add(now.minusSeconds(60), 8, 8, 8, Live.LATEST);
        minutes.add(now, 9, 9, 9, Live.LATEST);
        minutes.takeOver(read);
        assertThat(minutes.value(8)).isEqualTo(1);
        assertThat(minutes.value(9)).isEqualTo(9);
    }

    @Test
    void bucketsOfAnotherLengthAreNotTakenOver() {
        TimeBuckets read = new TimeBuckets(10);
        read.reset(Duration.ofMinutes(20), now);
        read.store(now, 2, 2, 2);
        minutes.takeOver(read);
        assertThat(minutes.isEmpty()).isTrue();
    }
}
