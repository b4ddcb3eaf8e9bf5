package dev.opsdeck.server.flushes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.opsdeck.api.caches.FlushFindings;
import dev.opsdeck.api.caches.FlushLevel;
import dev.opsdeck.api.caches.FlushPoint;
import dev.opsdeck.api.caches.FlushState;
import java.util.Objects;
import org.junit.jupiter.api.Test;

final class RecoveryTest {

    /// Half a minute of misses and 60 queries a second, then as before.
    private final Course thirty = Course.steady().add(1, 30, 0, 60, 90_000).add(31, 700, 0.9, 10, 20_000);

    @Test
    void theFormerLevelIsThatOfTheFiveMinutesBefore() {
        FlushLevel before = Objects.requireNonNull(thirty.at(1).findings().before());
        assertThat(before.seconds()).isEqualTo(300);
        assertThat(before.hitShare()).isEqualTo(0.9);
        assertThat(before.queriesPerSecond()).isEqualTo(10);
        assertThat(before.requestsPerSecond()).isEqualTo(40);
        assertThat(before.dbActive()).isCloseTo(1, within(1e-9));
        assertThat(before.p95Millis()).isCloseTo(20, within(0.1));
    }

    @Test
    void nineTenthsAreBackWhenFiveSecondsHaveThemAndTheNextTenKeepThem() {
        FlushFindings findings = thirty.at(120).findings();
        // Nine tenths of 0.9 are 0.81; four good seconds in five have 0.72, five have 0.9.
        assertThat(findings.state()).isEqualTo(FlushState.BACK);
        assertThat(findings.secondsToBack()).isEqualTo(35);
        assertThat(findings.remarks()).isEmpty();
    }

    @Test
    void oneLuckyStretchIsNotARecovery() {
        Course lucky = Course.steady()
                .add(1, 20, 0, 60, 90_000)
                .add(21, 26, 0.9, 10, 20_000)
                .add(27, 40, 0.2, 50, 20_000)
                .add(41, 700, 0.9, 10, 20_000);
        assertThat(lucky.at(200).findings().secondsToBack()).isEqualTo(45);
    }

    @Test
    void extraQueriesAreThoseAboveTheFormerRateUntilItIsBack() {
        // 30 s at 60 and 5 s at 10, less 35 s at 10.
        assertThat(thirty.at(200).findings().extraQueries()).isEqualTo(30 * 60 + 5 * 10 - 35 * 10);
        // While it is not back, those until now.
        assertThat(thirty.at(20).findings().extraQueries()).isEqualTo(20 * 60 - 20 * 10);
        Course fewer = Course.steady().add(1, 700, 0.9, 4, 20_000);
        assertThat(fewer.at(200).findings().extraQueries()).isZero();
    }

    @Test
    void theHighestFiguresAreThoseOfFiveSecondsTogether() {
        Course peak = Course.steady()
                .add(1, 10, 0, 30, 50_000)
                .add(11, 11, 0, 230, 900_000)
                .add(12, 30, 0, 30, 50_000)
                .add(31, 700, 0.9, 10, 20_000);
        FlushFindings findings = peak.at(200).findings();
        assertThat(findings.highestQueriesPerSecond()).isEqualTo((4 * 30 + 230) / 5.0);
        assertThat(findings.highestDbActive()).isEqualTo(23);
        // 40 slow requests among 200 are more than a twentieth.
        assertThat(findings.highestP95Millis()).isCloseTo(900, within(1.0));
    }

    @Test
    void fewRequestsHaveNoPercentile() {
        Course sparse = new Course().add(-299, 0, 3, 1, 1L, 20_000).add(1, 700, 3, 0, 1L, 20_000);
        assertThat(sparse.at(100).findings().highestP95Millis()).isNull();
    }

    @Test
    void aRecoveryUnderWaySaysSoAndIsNotSettled() {
        Recovery.Found found = thirty.at(44);
        assertThat(found.findings().state()).isEqualTo(FlushState.RUNNING);
        assertThat(found.settled()).isFalse();
        assertThat(found.findings().followedSeconds()).isEqualTo(44);
        assertThat(thirty.at(45).findings().state()).isEqualTo(FlushState.BACK);
    }

    @Test
    void itIsSettledAMinuteAfterItIsBack() {
        assertThat(thirty.at(99).settled()).isFalse();
        assertThat(thirty.at(100).settled()).isTrue();
        assertThat(thirty.at(600).findings()).isEqualTo(thirty.at(100).findings());
        assertThat(thirty.at(600).curve()).isEqualTo(thirty.at(100).curve());
    }

    @Test
    void whatDoesNotComeBackIsFollowedForTenMinutes() {
        Course never = Course.steady().add(1, 700, 0.5, 30, 20_000);
        assertThat(never.at(604).findings().state()).isEqualTo(FlushState.RUNNING);
        Recovery.Found found = never.at(605);
        assertThat(found.settled()).isTrue();
        assertThat(found.findings().state()).isEqualTo(FlushState.NOT_BACK);
        assertThat(found.findings().extraQueries()).isEqualTo(600 * 20);
        assertThat(found.findings().followedSeconds()).isEqualTo(600);
    }

    @Test
    void withoutTrafficBeforeThereIsNothingToComeBackTo() {
        Course idle = new Course().add(-299, 0, 0, 0, 1L, 1).add(1, 700, 0.9, 10, 20_000);
        assertThat(idle.at(30).findings().state()).isEqualTo(FlushState.UNKNOWN);
        assertThat(idle.at(30).settled()).isFalse();
        assertThat(idle.at(65).settled()).isTrue();
        assertThat(idle.at(65).findings().extraQueries()).isNull();
        assertThat(idle.at(65).findings().remarks())
                .containsExactly(
                        "Nothing was looked up in the caches before the flush, so there is no hit rate to come back to.");
    }

    @Test
    void withTooFewLookupsNothingIsClaimed() {
        Course sparse = new Course().add(-299, 0, 1, 1, 1L, 20_000).add(1, 700, 0, 60, 90_000);
        assertThat(sparse.at(65).findings().state()).isEqualTo(FlushState.UNKNOWN);
        assertThat(sparse.at(65).findings().remarks())
                .first()
                .isEqualTo("Only 300 lookups in the 300 s before the flush: too few to tell a hit rate.");
        Course stopped = Course.steady().add(1, 700, 1, 0, 1L, 20_000);
        assertThat(stopped.at(605).findings().state()).isEqualTo(FlushState.UNKNOWN);
        assertThat(stopped.at(605).findings().remarks())
                .first()
                .isEqualTo("Only 600 lookups in the 600 s after the flush: too few to tell a hit rate.");
        assertThat(new Course().add(-8, 0, 0.9, 10, 1).at(65).findings().remarks())
                .contains("Only 9 s before the flush are known, too few to tell a former level.");
        assertThat(Course.steady().add(1, 5, 0, 60, 1).at(605).findings().remarks())
                .contains("Too few of the seconds after the flush are stored.");
        Course cold = new Course().add(-299, 700, 0, 60, 20_000);
        assertThat(cold.at(65).findings().remarks())
                .containsExactly("No lookup was a hit before the flush, so there is nothing to come back to.");
    }

    @Test
    void whatComesBackAfterAnotherDisturbanceIsNotTold() {
        Disturbance sync = Course.disturbance(20, Disturbance.Kind.SYNC);
        assertThat(thirty.at(22, sync).findings().state()).isEqualTo(FlushState.RUNNING);
        Recovery.Found found = thirty.at(25, sync);
        assertThat(found.settled()).isTrue();
        assertThat(found.findings().state()).isEqualTo(FlushState.UNKNOWN);
        assertThat(found.findings().remarks())
                .containsExactly("A sync ended 20 s after the flush: what came back later is not told.");
        assertThat(found.findings().extraQueries()).isEqualTo(20 * 50);
        assertThat(thirty.at(600, sync)).isEqualTo(found);
        assertThat(thirty.at(60, Course.disturbance(33, Disturbance.Kind.FLUSH))
                        .findings()
                        .remarks())
                .containsExactly("Another flush was made 33 s after the flush: what came back later is not told.");
        assertThat(thirty.at(60, Course.disturbance(44, Disturbance.Kind.START))
                        .findings()
                        .remarks())
                .containsExactly(
                        "The server was started again 44 s after the flush: what came back later is not told.");
    }

    @Test
    void aDisturbanceAfterTheRecoveryOnlyEndsTheCurve() {
        Recovery.Found found = thirty.at(70, Course.disturbance(60, Disturbance.Kind.SYNC));
        assertThat(found.findings().state()).isEqualTo(FlushState.BACK);
        assertThat(found.findings().remarks()).isEmpty();
        assertThat(found.settled()).isTrue();
        assertThat(found.curve().getLast().second()).isEqualTo(60);
    }

    @Test
    void aDisturbanceBeforeShortensTheFormerLevel() {
        FlushFindings findings =
                thirty.at(200, Course.disturbance(-100, Disturbance.Kind.SYNC)).findings();
        assertThat(Objects.requireNonNull(findings.before()).seconds()).isEqualTo(100);
        assertThat(findings.state()).isEqualTo(FlushState.BACK);
        assertThat(findings.remarks()).containsExactly("The former level is that of 100 s, since a sync.");
        assertThat(thirty.at(200, Course.disturbance(-1000, Disturbance.Kind.START))
                        .findings()
                        .remarks())
                .isEmpty();
    }

    @Test
    void otherLoadAndMissingSecondsAreSaid() {
        Course more = Course.steady().add(1, 700, 100, 0.95, 30L, 20_000);
        assertThat(more.at(200).findings().remarks())
                .containsExactly(
                        "Requests came at 40 a second before the flush and at 100 after it: the figures compare"
                                + " different loads.");
        Course hole = Course.steady().add(1, 3, 0, 60, 90_000).add(24, 700, 0.9, 10, 20_000);
        assertThat(hole.at(200).findings().remarks())
                .containsExactly("Of the time after the flush 20 s are not stored.");
    }

    @Test
    void uncountedQueriesAreNotTold() {
        Course old = new Course().add(-299, 0, 40, 0.9, null, 20_000).add(1, 700, 0.9, 10, 20_000);
        assertThat(old.at(200).findings().extraQueries()).isNull();
        assertThat(old.at(200).findings().state()).isEqualTo(FlushState.BACK);
    }

    @Test
    void theSecondOfTheFlushItselfCountsForTheLoadAndNotForTheHitRate() {
        Course course = Course.steady();
        // It began half a second before the flush, when all was well.
        course.seconds()
                .add(new Second(
                        Course.NOON.plusMillis(500),
                        1,
                        40,
                        40,
                        0,
                        50L,
                        1,
                        Course.steady().seconds().getFirst().durations()));
        Recovery.Found found = course.at(1);
        assertThat(found.findings().extraQueries()).isEqualTo(40);
        FlushPoint first = found.curve().getLast();
        assertThat(first.second()).isEqualTo(1);
        assertThat(first.hitShare()).isNull();
        assertThat(first.queriesPerSecond()).isEqualTo(50);
    }

    @Test
    void theCurveIsBoundedAndBeginsHalfAMinuteBefore() {
        Course never = Course.steady().add(1, 700, 0.5, 30, 20_000);
        for (int second : new int[] {1, 7, 119, 120, 121, 270, 271, 600, 605}) {
            var curve = never.at(second).curve();
            assertThat(curve).hasSizeLessThanOrEqualTo(FlushCurve.MOST_POINTS);
            assertThat(curve.getFirst().second()).isBetween(-29.0, -25.0);
            assertThat(curve.getLast().second()).isBetween(Math.min(600.0, second), Math.min(600.0, second) + 5);
            assertThat(curve)
                    .filteredOn(point -> point.second() <= 0)
                    .allMatch(point -> Objects.requireNonNull(point.hitShare()) == 0.9);
            assertThat(curve)
                    .filteredOn(point -> point.second() > 0)
                    .allMatch(point -> Objects.requireNonNull(point.hitShare()) == 0.5);
        }
    }
}
