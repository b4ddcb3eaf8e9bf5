package dev.opsdeck.server.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opsdeck.api.alerts.AlertRule;
import dev.opsdeck.api.alerts.NoData;
import dev.opsdeck.api.alerts.RuleMetric;
import dev.opsdeck.api.loadruns.LoadSecond;
import dev.opsdeck.api.metrics.Gauges;
import dev.opsdeck.api.metrics.Latency;
import dev.opsdeck.api.metrics.Sample;
import dev.opsdeck.api.metrics.Totals;
import dev.opsdeck.server.db.Database;
import dev.opsdeck.server.db.TestDatabases;
import dev.opsdeck.server.history.SampleHistory;
import dev.opsdeck.server.metrics.Durations;
import dev.opsdeck.server.metrics.IntervalReading;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Whether a load run would have called somebody.
final class RunTrialTest {

    private static final Instant BEGUN = Instant.parse("2026-11-26T12:00:00.400Z");

    private final Database database = TestDatabases.h2();
    private final SampleHistory history =
            new SampleHistory(database, "node", InstantSource.fixed(BEGUN.plusSeconds(100)));

    @AfterEach
    void close() {
        history.close();
        database.close();
    }

    @Test
    void theShareOfErrorsFiresAboveItsThresholdAndNotAtIt() {
        AlertRule rule = Rules.rule(
                "errors",
                RuleMetric.ERROR_SHARE,
                "1s",
                "0s",
                NoData.OK,
                Rules.warning(0, "0s"),
                Rules.critical(1, "0s"));

        assertThat(tried(List.of(rule), 0, second(0, 20, 100, 1), second(1, 20, 100, 1)))
                .isEmpty();
        assertThat(tried(List.of(rule), 0, second(0, 20, 100, 1), second(1, 20, 100, 2), second(2, 20, 100, 0)))
                .containsExactly("The alert rule 'errors' would have become critical in second 1 of the run:"
                        + " http.errors.rate over 1s was > 1 %, 2 % at worst.");
    }

    @Test
    void aRuleFiresWhenItsConditionHeldForItsTimeAndNotASecondBefore() {
        AlertRule rule = Rules.rule("slow", RuleMetric.P95, "1s", "0s", NoData.OK, Rules.critical(100, "3s"));
        LoadSecond[] slow =
                IntStream.range(5, 9).mapToObj(i -> second(i, 250, 10, 0)).toArray(LoadSecond[]::new);

        assertThat(tried(List.of(rule), 0, Arrays.copyOf(slow, 3))).isEmpty();
        assertThat(tried(List.of(rule), 0, slow))
                .containsExactly("The alert rule 'slow' would have become critical in second 8 of the run:"
                        + " http.request.duration.p95 over 1s was > 100 ms for 3s, 250 ms at worst.");
    }

    @Test
    void whatOnlyTheServerKnowsComesFromItsOwnSecondsOfTheRun() {
        for (int i = 0; i < 10; i++) {
            history.append(server(i, i < 3 ? 50 : i == 7 ? 9 : 4, false));
        }
        AlertRule rule = Rules.rule("pool", RuleMetric.DB_ACTIVE, "1s", "0s", NoData.OK, Rules.critical(8, "0s"));

        assertThat(tried(List.of(rule), 3, second(3, 1, 1, 0), second(6, 1, 1, 0)))
                .as("what was before the run and after it is not the run's")
                .isEmpty();
        assertThat(tried(List.of(rule), 3, second(3, 1, 1, 0), second(7, 1, 1, 0)))
                .containsExactly("The alert rule 'pool' would have become critical in second 7 of the run:"
                        + " db.connections.active over 1s was > 8, 9 at worst.");
    }

    @Test
    void whatOnlyIsOrIsNotIsToldInWords() {
        for (int i = 0; i < 10; i++) {
            history.append(server(i, 4, i > 3));
        }
        AlertRule rule =
                Rules.rule("health", RuleMetric.HEALTH_FAILING, "1s", "0s", NoData.OK, Rules.critical(0, "2s"));

        assertThat(tried(List.of(rule), 0, second(0, 1, 1, 0), second(9, 1, 1, 0)))
                .containsExactly("The alert rule 'health' would have become critical in second 6 of the run:"
                        + " the server was not healthy for 2s.");
    }

    @Test
    void warningsAndWhatARunCannotTellAreLeftOut() {
        List<AlertRule> rules = List.of(
                Rules.rule("warning", RuleMetric.MAX, "1s", "0s", NoData.OK, Rules.warning(1, "0s")),
                Rules.rule("gone", RuleMetric.UNREACHABLE, "1s", "0s", NoData.ALERT, Rules.critical(0, "0s")));

        assertThat(tried(rules, 0, second(0, 500, 10, 10))).isEmpty();
        assertThat(tried(RuleSets.DOCUMENT.rules(), 0, second(0, 5_000, 10, 10)))
                .as("minutes have not passed")
                .isEmpty();
    }

    @Test
    void manyRulesAreNotSaidOneByOne() {
        List<AlertRule> rules = IntStream.range(0, 5)
                .mapToObj(i -> Rules.rule("r" + i, RuleMetric.MAX, "1m", "0s", NoData.OK, Rules.critical(1, "0s")))
                .toList();

        assertThat(tried(rules, 0, second(0, 500, 10, 0)))
                .hasSize(4)
                .last()
                .isEqualTo("Of 2 more alert rules the same is true.");
    }

    private List<String> tried(List<AlertRule> rules, int from, LoadSecond... seconds) {
        RunTrial trial = new RunTrial(rules.stream().map(Rule::of).toList(), history, BEGUN);
        assertThat(trial.critical()).isEmpty();
        assertThat(seconds[0].second()).isGreaterThanOrEqualTo(from);
        for (LoadSecond second : seconds) {
            trial.add(second);
        }
        return trial.critical();
    }

    private static LoadSecond second(int second, long millis, int count, long errors) {
        Histogram histogram = new Histogram(3);
        histogram.recordValueWithCount(millis * 1000, count);
        ByteBuffer buffer = ByteBuffer.allocate(histogram.getNeededByteBufferCapacity());
        int size = histogram.encodeIntoCompressedByteBuffer(buffer);
        String encoded = Base64.getEncoder().encodeToString(Arrays.copyOf(buffer.array(), size));
        Map<String, Long> kinds = errors == 0 ? Map.of() : Map.of("status 500", errors);
        return new LoadSecond(second, count, count, count, kinds, encoded, encoded, 0, 0, 0, 0, List.of(), null);
    }

    /// The second of the server that ends with that of the run.
    private static IntervalReading server(int second, int connections, boolean failing) {
        dev.opsdeck.api.metrics.Window window =
                new dev.opsdeck.api.metrics.Window(1, Latency.NONE, Latency.NONE, 0, 0, null);
        Gauges gauges = new Gauges(0, 0, connections, 20, 0, 1, 1, null, 0, 2, 0, 0, failing);
        Sample sample = new Sample(
                "i", BEGUN, BEGUN.plusSeconds(second + 1L), window, window, gauges, new Totals(0, 0, 0, 0, 0, 0, 0, 0));
        return new IntervalReading(sample, Durations.NONE, Durations.NONE, List.of(), 0, 0, 3, false);
    }
}
