package dev.opsdeck.console.overview;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opsdeck.api.metrics.History;
import dev.opsdeck.api.metrics.Metric;
import dev.opsdeck.console.connection.ApiFailure;
import dev.opsdeck.console.connection.Failure.Offline;
import dev.opsdeck.console.connection.Failure.Reason;
import dev.opsdeck.console.live.Batch;
import dev.opsdeck.console.live.LiveModel;
import dev.opsdeck.console.live.SelectedRange;
import dev.opsdeck.console.live.TimeRange;
import dev.opsdeck.console.task.DirectTasks;
import dev.opsdeck.console.ui.Formats;
import dev.opsdeck.console.ui.charts.TimeBuckets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class YesterdayTest {

    private static final Duration DAY = Duration.ofDays(1);

    private final LiveModel live = new LiveModel();
    private final SelectedRange range = new SelectedRange();
    private final SamplePast server = new SamplePast(Samples::history);
    private final OverviewViewModel model = new OverviewViewModel(
            live,
            range,
            new DirectTasks(),
            new Formats(ZoneId.of("Europe/Berlin")),
            () -> server,
            SampleFlushes::new,
            () -> "eu-prod");

    @Test
    void itIsOffAndAsksNothingUntilItIsAskedFor() {
        begin(TimeRange.DAY, Samples.NOON);
        assertThat(line()).isNull();
        assertThat(model.yesterday().words()).isEmpty();
        assertThat(server.asked).isEmpty();
    }

    @Test
    void theLineHasTheValuesOfTheSameClockOfTheDayBefore() {
        // Every point says when it was.
        server.history = (metrics, from, to, points) -> times(from, to, points);
        begin(TimeRange.HOUR, Samples.NOON);
        model.yesterday().toggle();
        TimeBuckets today = model.series(Metric.P95);
        TimeBuckets line = Objects.requireNonNull(line());
        assertThat(line.start()).isEqualTo(today.start());
        assertThat(line.step()).isEqualTo(today.step());
        for (int i = 0; i < line.size(); i++) {
            assertThat(line.value(i)).isEqualTo(seconds(today.at(i).minus(DAY)));
        }
        assertThat(model.yesterday().words()).isEqualTo("same time yesterday");
        model.yesterday().toggle();
        assertThat(line()).isNull();
        assertThat(model.yesterday().words()).isEmpty();
    }

    @Test
    void onTheDayThatTheClocksChangeItIsTheSameClockNotTheSameDistance() {
        Instant noonAfterTheChange = Instant.parse("2026-10-25T11:00:00Z");
        begin(TimeRange.HOUR, noonAfterTheChange);
        model.yesterday().toggle();
        assertThat(server.asked.getLast().from())
                .isEqualTo(model.series(Metric.P95).start().minus(Duration.ofHours(25)));
    }

    @Test
    void itGoesOnWithTheWindowAndIsReadOnceAMinute() {
        server.history = (metrics, from, to, points) -> times(from, to, points);
        begin(TimeRange.QUARTER_HOUR, Samples.NOON);
        model.yesterday().toggle();
        int before = yesterdays();
        for (int second = 1; second < 60; second++) {
            live.apply(Batch.of(Samples.quiet(Samples.NOON.plusSeconds(second))));
            TimeBuckets line = Objects.requireNonNull(line());
            int last = line.size() - 1;
            assertThat(line.value(last)).isEqualTo(seconds(line.at(last).minus(DAY)));
        }
        assertThat(yesterdays()).isEqualTo(before);
        for (int second = 60; second < 70; second++) {
            live.apply(Batch.of(Samples.quiet(Samples.NOON.plusSeconds(second))));
        }
        assertThat(yesterdays()).isEqualTo(before + 1);
    }

    @Test
    void aDayThatWasNotRecordedIsSaidToBeSo() {
        begin(TimeRange.DAY, Samples.NOON);
        server.history = (metrics, from, to, points) -> new History(from, to, 60, List.of());
        model.yesterday().toggle();
        assertThat(line()).isNull();
        assertThat(model.yesterday().words()).isEqualTo("same time yesterday: nothing recorded");
    }

    @Test
    void whatCannotBeReadSaysWhyAndIsReadWhenTheConnectionIsBack() {
        begin(TimeRange.DAY, Samples.NOON);
        server.history = (metrics, from, to, points) -> {
            throw new ApiFailure(new Offline(Reason.GONE, "eu-prod", "eu.example:8080"));
        };
        model.yesterday().toggle();
        assertThat(model.yesterday().words()).startsWith("same time yesterday: No answer from eu-prod");
        server.history = Samples::history;
        live.apply(new Batch(
                Samples.quiet(Samples.NOON.plusSeconds(5)), null, List.of(), List.of(), List.of(), null, true));
        assertThat(line()).isNotNull();
    }

    @Test
    void anotherRangeIsReadAnewAndAHiddenPageReadsNothing() {
        begin(TimeRange.DAY, Samples.NOON);
        model.yesterday().toggle();
        range.range().set(TimeRange.HOUR);
        TimeBuckets line = Objects.requireNonNull(line());
        assertThat(line.step()).isEqualTo(Duration.ofSeconds(20));
        model.rest();
        int before = server.asked.size();
        live.apply(Batch.of(Samples.quiet(Samples.NOON.plusSeconds(500))));
        assertThat(server.asked).hasSize(before);
    }

    private void begin(TimeRange chosen, Instant now) {
        range.range().set(chosen);
        model.show();
        live.apply(Batch.of(Samples.quiet(now)));
        server.asked.clear();
    }

    private int yesterdays() {
        return (int) server.asked.stream()
                .filter(asked -> asked.from().isBefore(Samples.NOON.minus(Duration.ofHours(20))))
                .count();
    }

    private @Nullable TimeBuckets line() {
        return model.yesterday().line(model.series(Metric.P95));
    }

    private static History times(Instant from, Instant to, int points) {
        Duration step = Duration.between(from, to).dividedBy(points);
        List<History.Point> values = java.util.stream.IntStream.range(0, points)
                .mapToObj(i -> from.plus(step.multipliedBy(i)))
                .map(at -> new History.Point(at, seconds(at), seconds(at), seconds(at)))
                .toList();
        return new History(from, to, 1, List.of(new History.Series(Metric.P95.key(), "ms", 1.0, values)));
    }

    private static double seconds(Instant at) {
        return (double) at.getEpochSecond();
    }
}
