package dev.opsdeck.server.loadrun;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opsdeck.api.loadruns.LoadComparison;
import dev.opsdeck.api.loadruns.LoadComparison.Row;
import dev.opsdeck.api.loadruns.LoadOutcome;
import dev.opsdeck.api.loadruns.LoadRecord;
import dev.opsdeck.api.loadruns.LoadReport;
import dev.opsdeck.api.loadruns.LoadVerdict;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/// Comparisons of runs whose truth is known. The seeds are fixed: what these tests say is said every time.
final class ComparisonTest {

    private static final int PAIRS = 20;

    @Test
    void runsOfOneBuildAreWorseAtMostOnceInTwentyAndASlowerRouteIsFoundAtLeastEighteenTimes() {
        int falseAlarms = 0;
        int found = 0;
        for (int pair = 0; pair < PAIRS; pair++) {
            LoadRecord before = SyntheticRun.of(3L * pair, 60, 400, "", 1, 0);
            LoadRecord same = SyntheticRun.of(3L * pair + 1, 60, 400, "", 1, 0);
            LoadRecord slower = SyntheticRun.of(3L * pair + 2, 60, 400, "product", 1.1, 0);
            falseAlarms += compare(before, same).outcome() == LoadOutcome.WORSE ? 1 : 0;
            found += compare(before, slower).outcome() == LoadOutcome.WORSE ? 1 : 0;
        }
        assertThat(falseAlarms).isLessThanOrEqualTo(1);
        assertThat(found).isGreaterThanOrEqualTo(18);
    }

    /// One after the other, most of these cannot be told at all.
    @Test
    void runsSideBySideAreTrustedHoweverMuchTheirMachineWanders() {
        int falseAlarms = 0;
        int found = 0;
        int foundApart = 0;
        for (int pair = 0; pair < PAIRS; pair++) {
            LoadRecord before = SyntheticRun.beside(pair, 1_000 + pair, 60, "", 1);
            LoadRecord slower = SyntheticRun.beside(pair, 3_000 + pair, 61, "product list", 1.1);
            LoadRecord apart = SyntheticRun.beside(100 + pair, 3_000 + pair, 61, "product list", 1.1);
            falseAlarms += compare(before, SyntheticRun.beside(pair, 2_000 + pair, 60, "", 1))
                                    .outcome()
                            == LoadOutcome.WORSE
                    ? 1
                    : 0;
            found += compare(before, slower).outcome() == LoadOutcome.WORSE ? 1 : 0;
            foundApart += compare(before, apart).outcome() == LoadOutcome.WORSE ? 1 : 0;
        }
        assertThat(falseAlarms).isLessThanOrEqualTo(1);
        assertThat(found).isGreaterThanOrEqualTo(18);
        assertThat(foundApart).isLessThan(10);
    }

    @Test
    void theSlowerRouteIsNamedAndTheOthersAreNot() {
        LoadComparison comparison =
                compare(SyntheticRun.of(1, 60, 400, "", 1, 0), SyntheticRun.of(2, 60, 400, "product", 1.3, 0));

        assertThat(comparison.rows().stream()
                        .filter(row -> row.outcome() == LoadOutcome.WORSE && row.call() != null)
                        .map(Row::call)
                        .distinct())
                .containsExactly("product");
        Row product = comparison.rows().stream()
                .filter(row -> "product".equals(row.call()) && row.measure().equals("p50"))
                .findFirst()
                .orElseThrow();
        assertThat(product.b() / product.a()).isBetween(1.25, 1.35);
        assertThat(product.low()).isLessThan(1.3);
        assertThat(product.high()).isGreaterThan(1.3);
    }

    @Test
    void aFasterBuildIsBetterAndTheSameRunIsTheSame() {
        LoadRecord before = SyntheticRun.of(5, 120, 400, "", 1, 0);

        assertThat(compare(SyntheticRun.of(6, 60, 400, "product list", 1.3, 0), before)
                        .outcome())
                .isEqualTo(LoadOutcome.BETTER);
        assertThat(compare(before, before).outcome()).isEqualTo(LoadOutcome.SAME);
        assertThat(compare(before, before)).isEqualTo(compare(before, before));
    }

    @Test
    void newErrorsAreWorseWhateverTheTimesSay() {
        LoadComparison comparison =
                compare(SyntheticRun.of(7, 60, 400, "", 1, 0), SyntheticRun.of(7, 60, 400, "", 1, 0.01));

        assertThat(comparison.outcome()).isEqualTo(LoadOutcome.WORSE);
        assertThat(comparison.rows().stream().filter(row -> row.measure().equals("errors")))
                .singleElement()
                .extracting(Row::outcome)
                .isEqualTo(LoadOutcome.WORSE);
    }

    @Test
    void fewRequestsSayNothing() {
        LoadComparison comparison = compare(SyntheticRun.of(8, 4, 20, "", 1, 0), SyntheticRun.of(9, 4, 20, "", 2, 0));

        assertThat(comparison.outcome()).isEqualTo(LoadOutcome.INCONCLUSIVE);
        assertThat(comparison.rows()).allMatch(row -> row.low() == null);
        assertThat(comparison.remarks()).anyMatch(remark -> remark.contains("too few"));
    }

    @Test
    void runsThatCannotBeComparedSayWhy() {
        LoadRecord good = SyntheticRun.of(10, 10, 400, "", 1, 0);
        LoadRecord behind = new LoadRecord(
                new LoadReport(SyntheticRun.run(11, LoadVerdict.NOT_VALID), List.of(), null), good.stretches());
        LoadRecord old = new LoadRecord(good.report(), List.of());

        assertThat(compare(good, behind).outcome()).isEqualTo(LoadOutcome.INCONCLUSIVE);
        assertThat(compare(good, behind).remarks()).anyMatch(remark -> remark.contains("fell behind"));
        assertThat(compare(old, good).outcome()).isEqualTo(LoadOutcome.INCONCLUSIVE);
        assertThat(compare(old, good).remarks()).anyMatch(remark -> remark.contains("kept no figures"));
    }

    private static LoadComparison compare(LoadRecord a, LoadRecord b) {
        return Comparison.of(a, b, new SplittableRandom(1));
    }
}
