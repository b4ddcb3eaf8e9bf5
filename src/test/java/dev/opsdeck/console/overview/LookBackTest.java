package dev.opsdeck.console.overview;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opsdeck.api.alerts.Alert;
import dev.opsdeck.api.alerts.AlertState;
import dev.opsdeck.api.alerts.Severity;
import dev.opsdeck.api.live.LogEntry;
import dev.opsdeck.api.metrics.History;
import dev.opsdeck.api.metrics.Metric;
import dev.opsdeck.api.metrics.Sample;
import dev.opsdeck.api.sync.SyncCounts;
import dev.opsdeck.api.sync.SyncRun;
import dev.opsdeck.api.sync.SyncState;
import dev.opsdeck.console.connection.ApiFailure;
import dev.opsdeck.console.connection.Failure.Offline;
import dev.opsdeck.console.connection.Failure.Reason;
import dev.opsdeck.console.live.Batch;
import dev.opsdeck.console.live.LinkState;
import dev.opsdeck.console.live.LiveModel;
import dev.opsdeck.console.live.SelectedRange;
import dev.opsdeck.console.live.TimeRange;
import dev.opsdeck.console.task.DirectTasks;
import dev.opsdeck.console.ui.Formats;
import dev.opsdeck.console.ui.State;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A moment of the past on the whole page: noon is 13:00 in Berlin, and the moment 03:12:40.
class LookBackTest {

    private static final Instant THEN = Instant.parse("2026-11-23T02:12:40Z");

    private final LiveModel live = new LiveModel();
    private final SelectedRange range = new SelectedRange();
    private final DirectTasks tasks = new DirectTasks();
    private final SamplePast server = new SamplePast(LookBackTest::figures);
    private final OverviewViewModel model = new OverviewViewModel(
            live,
            range,
            tasks,
            new Formats(ZoneId.of("Europe/Berlin")),
            () -> server,
            SampleFlushes::new,
            () -> "eu-prod");

    @BeforeEach
    void live() {
        model.show();
        live.apply(Batch.of(Samples.quiet(Samples.NOON)));
        server.asked.clear();
    }

    @Test
    void whileThePointerMovesThePointsOfTheChartAreShownAndNothingIsAsked() {
        for (int second = 0; second < 500; second++) {
            model.back().look(THEN.minusSeconds(10_000).plusSeconds(20L * second));
        }
        model.back().look(THEN);
        assertThat(server.asked).isEmpty();
        assertThat(tile(TileId.RESPONSE).figure().text()).isEqualTo("300 ms p95");
        assertThat(tile(TileId.RESPONSE).secondary()).containsExactly("p50", "100", "p99", "700");
        assertThat(tile(TileId.RESPONSE).footnote()).isEqualTo("8 min, 03:08–03:16");
        assertThat(tile(TileId.RATE).figure().text()).isEqualTo("40.0 req/s");
        assertThat(tile(TileId.USERS).figure().text()).isEqualTo("7.50");
        assertThat(tile(TileId.USERS).footnote()).isEqualTo("mean, 03:08–03:16");
        assertThat(words().title()).isEqualTo("03:12:40, 9 h 47 min ago");
        assertThat(words().remark()).isEqualTo("Figures: 8 min, 03:08–03:16");
    }

    @Test
    void whenItRestsTheServerIsAskedOnceForTheMinuteThatTheTilesShowedThen() {
        model.back().look(THEN.minusSeconds(300));
        model.back().look(THEN);
        tasks.tick();
        assertThat(server.asked).containsExactly(new SamplePast.Asked(THEN.minusSeconds(60), THEN, 60));
        assertThat(tile(TileId.RESPONSE).figure().text()).isEqualTo("612 ms p95");
        assertThat(tile(TileId.RESPONSE).state()).isEqualTo(State.WARNING);
        assertThat(tile(TileId.RESPONSE).footnote()).isEqualTo("60 s to 03:12:40");
        assertThat(tile(TileId.RESPONSE).explain())
                .startsWith("Figures are those of the 60 seconds to 2026-11-23 03:12:40 +01:00.");
        assertThat(tile(TileId.ERRORS).figure().text()).isEqualTo("2.00 %");
        assertThat(tile(TileId.ERRORS).state()).isEqualTo(State.CRITICAL);
        assertThat(tile(TileId.CACHE).figure().text()).isEqualTo("80.0 %");
        // Gauges are those of the last second, as on a live tile.
        assertThat(tile(TileId.USERS).figure().text()).isEqualTo("59");
        assertThat(tile(TileId.USERS).footnote()).isEqualTo("at 03:12:40");
        assertThat(tile(TileId.CONNECTIONS).figure().text()).isEqualTo("59 of 50");
        assertThat(tile(TileId.MEMORY).figure().text()).isEqualTo("59.0 MB of 1 GB");
        assertThat(tile(TileId.CPU).figure().text()).isEqualTo("59.0 %");
        tasks.tick();
        assertThat(server.asked).hasSize(1);
    }

    @Test
    void theTextsOfASampleAndOfItsRecordAreTheSame() {
        Sample sample = Samples.quiet(Samples.NOON);
        server.history = (metrics, from, to, points) -> new History(
                from,
                to,
                1,
                metrics.stream()
                        .map(metric ->
                                series(metric, Figures.of(sample).values().get(metric), to.minusSeconds(1)))
                        .toList());
        for (TileId id : TileId.values()) {
            TileView before = tile(id);
            model.back().look(Samples.NOON);
            tasks.tick();
            if (id != TileId.CATALOGUE) {
                assertThat(tile(id).figure()).as(id.title()).isEqualTo(before.figure());
                assertThat(tile(id).bar()).isEqualTo(before.bar());
                assertThat(tile(id).state()).isEqualTo(before.state());
                assertThat(tile(id).secondary()).isEqualTo(before.secondary());
            }
            model.back().end();
        }
    }

    @Test
    void whatWasNotRecordedIsSaidToBeSoAndNeverInvented() {
        server.history = (metrics, from, to, points) -> new History(
                from,
                to,
                1,
                metrics.stream()
                        .map(metric -> new History.Series(metric.key(), metric.unit(), null, List.of()))
                        .toList());
        model.back().look(THEN);
        tasks.tick();
        assertThat(TileId.values()).allSatisfy(id -> {
            assertThat(tile(id).figure().figure()).isEqualTo(Formats.NONE);
            assertThat(tile(id).state()).isEqualTo(State.UNKNOWN);
            assertThat(tile(id).bar()).isNull();
        });
        assertThat(tile(TileId.CPU).footnote()).isEqualTo("not recorded");
        assertThat(tile(TileId.CATALOGUE).footnote()).isEqualTo("count not recorded");
    }

    @Test
    void aServerWithoutRequestsThenIsNotUnwell() {
        server.history = (metrics, from, to, points) -> new History(
                from,
                to,
                1,
                List.of(
                        series(Metric.REQUEST_RATE, 0.0, to.minusSeconds(1)),
                        series(Metric.ERROR_SHARE, 0.0, to.minusSeconds(1))));
        model.back().look(THEN);
        tasks.tick();
        assertThat(tile(TileId.RESPONSE).footnote()).isEqualTo("no requests then");
        assertThat(tile(TileId.RESPONSE).state()).isEqualTo(State.OK);
        assertThat(tile(TileId.CACHE).footnote()).isEqualTo("no lookups then");
        assertThat(tile(TileId.MEMORY).footnote()).isEqualTo("not recorded");
    }

    @Test
    void aGaugeThatWasSeenLastBeforeARestartIsNotTheMomentsOwn() {
        server.history = (metrics, from, to, points) -> new History(
                from,
                to,
                1,
                List.of(
                        series(Metric.REQUEST_RATE, 1.0, to.minusSeconds(20)),
                        series(Metric.CPU_SHARE, 0.5, to.minusSeconds(20))));
        model.back().look(THEN);
        tasks.tick();
        assertThat(tile(TileId.RATE).figure().text()).isEqualTo("1.00 req/s");
        assertThat(tile(TileId.CPU).figure().text()).isEqualTo("– %");
    }

    @Test
    void theLimitsOfAFormerProcessAreNotKnown() {
        Sample now = Samples.quiet(Samples.NOON.plusSeconds(1));
        live.apply(Batch.of(new Sample(
                "two", THEN.plusSeconds(1), now.at(), now.second(), now.minute(), now.gauges(), now.totals())));
        model.back().look(THEN);
        tasks.tick();
        assertThat(tile(TileId.CONNECTIONS).figure().text()).isEqualTo("59");
        assertThat(tile(TileId.CONNECTIONS).bar()).isNull();
        assertThat(tile(TileId.CONNECTIONS).state()).isEqualTo(State.UNKNOWN);
        assertThat(tile(TileId.MEMORY).figure().text()).isEqualTo("59.0 MB");
        model.back().look(THEN.plusSeconds(1));
        tasks.tick();
        assertThat(tile(TileId.CONNECTIONS).figure().text()).isEqualTo("59 of 50");
    }

    @Test
    void theStripShowsWhatFiredThenAsItWasThen() {
        Alert early = alert("a", "early", THEN.minusSeconds(600), THEN, null);
        Alert over = alert("b", "just over", THEN.minusSeconds(60), THEN.plusSeconds(1), THEN.plusSeconds(1));
        Alert seen = alert("c", "seen", THEN, null, THEN);
        Alert later = alert("d", "later", THEN.plusSeconds(1), null, null);
        live.apply(Batch.of(List.of(early, over, seen, later)));
        server.alerts.addAll(
                List.of(early, over, seen, later, alert("e", "only there", THEN.minusSeconds(9), null, null)));
        model.back().look(THEN);
        assertThat(model.alerts().get().past()).isTrue();
        assertThat(model.alerts().get().open()).extracting(Alert::rule).containsExactly("just over", "seen");
        tasks.tick();
        assertThat(model.alerts().get().open())
                .extracting(Alert::rule)
                .containsExactly("just over", "only there", "seen");
        assertThat(model.alerts().get().open())
                .extracting(Alert::acknowledgedBy)
                .containsExactly(null, null, "anna");
        assertThat(model.alerts().get().open()).allSatisfy(alert -> {
            assertThat(alert.state()).isEqualTo(AlertState.FIRING);
            assertThat(alert.value()).isNull();
        });
        model.back().end();
        assertThat(model.alerts().get().past()).isFalse();
        assertThat(model.alerts().get().open())
                .extracting(Alert::rule)
                .contains("later")
                .doesNotContain("just over");
    }

    @Test
    void theEventsAreThoseUpToThenNearestFirst() {
        live.apply(new Batch(null, null, Samples.log(), List.of(), List.of(), null, false));
        server.log.addAll(Samples.log());
        server.log.add(Samples.entry(0, 23 * 60, 0, LogEntry.Kind.START, "Older than what is held", null));
        Instant duringTheLoadRun = Samples.NOON.minus(Duration.ofMinutes(475));
        model.back().look(duringTheLoadRun);
        assertThat(model.events().get()).extracting(LogEntry::id).containsExactly(4L, 3L, 2L, 1L);
        assertThat(model.events().get().getFirst().until())
                .as("it went on then")
                .isNull();
        tasks.tick();
        assertThat(model.events().get()).extracting(LogEntry::id).containsExactly(4L, 3L, 2L, 1L, 0L);
        model.back().end();
        assertThat(model.events().get()).extracting(LogEntry::id).startsWith(6L, 5L, 4L);
    }

    @Test
    void theCatalogueNamesTheSyncOfThenAndNoCount() {
        live.apply(new Batch(
                null, null, List.of(), List.of(run(1, THEN.minusSeconds(7200)), run(2, THEN)), List.of(), null, false));
        model.back().look(THEN.minusSeconds(1));
        assertThat(tile(TileId.CATALOGUE).figure().text()).isEqualTo(Formats.NONE);
        assertThat(tile(TileId.CATALOGUE).footnote()).isEqualTo("count not recorded · synced 01:13");
        model.back().look(THEN.plusSeconds(2));
        assertThat(tile(TileId.CATALOGUE).footnote()).isEqualTo("count not recorded · syncing sample");
    }

    @Test
    void liveSamplesGoOnUnderneathAndAreThereOnReturn() {
        model.back().look(THEN);
        tasks.tick();
        TileView then = tile(TileId.RESPONSE);
        for (int second = 1; second <= 90; second++) {
            live.apply(Batch.of(Samples.quiet(Samples.NOON.plusSeconds(second))));
        }
        assertThat(tile(TileId.RESPONSE)).isEqualTo(then);
        assertThat(words().title()).isEqualTo("03:12:40, 9 h 48 min ago");
        assertThat(server.asked).as("of the moment alone").hasSize(1);
        var rate = model.series(Metric.REQUEST_RATE);
        assertThat(rate.value(rate.size() - 1)).isPositive();
        model.back().end();
        assertThat(model.past().get()).isNull();
        assertThat(tile(TileId.RESPONSE).figure().text()).isEqualTo("145 ms p95");
        assertThat(tile(TileId.RESPONSE).footnote()).startsWith("24 h · worst");
    }

    @Test
    void anotherRangeIsLive() {
        model.back().look(THEN);
        range.range().set(TimeRange.SIX_HOURS);
        assertThat(model.past().get()).isNull();
        assertThat(model.back().moment().get()).isNull();
        tasks.tick();
        assertThat(server.asked).as("the charts alone").hasSize(1);
    }

    @Test
    void aMomentOutsideTheChartIsTheNearestInside() {
        model.back().look(Samples.NOON.plusSeconds(3600));
        assertThat(model.back().moment().get()).isEqualTo(Samples.NOON);
        assertThat(words().title()).isEqualTo("13:00:00, 0 s ago");
        model.back().look(Samples.NOON.minus(Duration.ofDays(30)));
        assertThat(model.back().moment().get())
                .isEqualTo(model.series(Metric.P95).start());
    }

    @Test
    void inAWeekTheSecondsAreThoseThatAreKept() {
        range.range().set(TimeRange.WEEK);
        model.back().look(Samples.NOON.minus(Duration.ofDays(3)).plusMillis(17_300));
        assertThat(model.back().moment().get())
                .isEqualTo(Samples.NOON.minus(Duration.ofDays(3)).plusSeconds(10));
    }

    @Test
    void withoutAConnectionWhatIsHeldIsShownAndWhyThereIsNoMore() {
        Offline gone = new Offline(Reason.GONE, "eu-prod", "eu.example:8080");
        live.apply(Batch.of(new LinkState.Lost(Samples.NOON.plusSeconds(1), gone, null)));
        server.history = (metrics, from, to, points) -> {
            throw new ApiFailure(gone);
        };
        model.back().look(THEN);
        assertThat(tile(TileId.RESPONSE).figure().text()).isEqualTo("300 ms p95");
        assertThat(tile(TileId.RESPONSE).stale()).as("as true as it ever was").isFalse();
        assertThat(words().title()).isEqualTo("03:12:40, 9 h 47 min before the last sample");
        tasks.tick();
        assertThat(tile(TileId.RESPONSE).figure().text()).isEqualTo("300 ms p95");
        assertThat(words().remark()).startsWith("Figures: 8 min, 03:08–03:16 · No answer from eu-prod");
        model.back().end();
        assertThat(tile(TileId.RESPONSE).stale()).isTrue();
    }

    @Test
    void whenTheConnectionIsBackTheMomentIsReadAgain() {
        HistoryCall answers = server.history;
        server.history = (metrics, from, to, points) -> {
            throw new ApiFailure(new Offline(Reason.GONE, "eu-prod", "eu.example:8080"));
        };
        model.back().look(THEN);
        tasks.tick();
        server.history = answers;
        live.apply(new Batch(
                Samples.quiet(Samples.NOON.plusSeconds(50)), null, List.of(), List.of(), List.of(), null, true));
        tasks.tick();
        assertThat(tile(TileId.RESPONSE).figure().text()).isEqualTo("612 ms p95");
    }

    @Test
    void aMomentThatWasNeverReadSaysSo() {
        server.history = (metrics, from, to, points) -> {
            throw new ApiFailure(new Offline(Reason.GONE, "eu-prod", "eu.example:8080"));
        };
        range.range().set(TimeRange.HOUR);
        model.back().look(Samples.NOON.minusSeconds(600));
        assertThat(tile(TileId.RATE).figure().text()).isEqualTo("– req/s");
        assertThat(tile(TileId.RATE).footnote()).isEqualTo("not read yet");
        tasks.tick();
        assertThat(words().remark()).startsWith("Nothing is held of then · No answer from eu-prod");
    }

    @Test
    void anAnswerThatThePointerHasLeftIsDropped() {
        HistoryCall answers = server.history;
        server.history = (metrics, from, to, points) -> {
            model.back().look(THEN.minusSeconds(3600));
            return answers.read(metrics, from, to, points);
        };
        model.back().look(THEN);
        tasks.tick();
        assertThat(words().at()).isEqualTo(THEN.minusSeconds(3600));
        assertThat(tile(TileId.RESPONSE).footnote()).isEqualTo("8 min, 02:12–02:20");
    }

    @Test
    void aHiddenPageAsksNothingAndAsksWhenItIsSeenAgain() {
        model.back().look(THEN);
        model.rest();
        tasks.tick();
        assertThat(server.asked).isEmpty();
        model.show();
        tasks.tick();
        assertThat(server.asked).hasSize(2).endsWith(new SamplePast.Asked(THEN.minusSeconds(60), THEN, 60));
        assertThat(words().at()).isEqualTo(THEN);
    }

    @Test
    void theChartsAreReadAnewWhenTheirLastAnswerIsOld() {
        live.apply(Batch.of(Samples.quiet(Samples.NOON.plusSeconds(100))));
        model.back().look(Samples.NOON.plusSeconds(90));
        assertThat(server.asked).hasSize(1);
        assertThat(tile(TileId.RESPONSE).footnote()).isEqualTo("1 min 40 s, 13:00–13:01");
        model.back().look(Samples.NOON.plusSeconds(91));
        assertThat(server.asked).hasSize(1);
    }

    @Test
    void beforeTheFirstSampleThereIsNothingToLookBackAt() {
        OverviewViewModel empty = new OverviewViewModel(
                new LiveModel(),
                range,
                tasks,
                new Formats(ZoneId.of("Europe/Berlin")),
                () -> server,
                SampleFlushes::new,
                () -> "eu-prod");
        empty.show();
        empty.back().look(THEN);
        assertThat(empty.back().moment().get()).isNull();
        assertThat(empty.past().get()).isNull();
    }

    /// Of the whole range steady points; of a minute other figures, and gauges that count its seconds.
    private static History figures(Collection<Metric> metrics, Instant from, Instant to, int points) {
        boolean minute = points == 60;
        Duration step = Duration.between(from, to).dividedBy(points);
        return new History(
                from,
                to,
                minute ? 1 : 60,
                metrics.stream()
                        .map(metric -> new History.Series(
                                metric.key(),
                                metric.unit(),
                                minute ? whole(metric) : Double.valueOf(0.0002),
                                IntStream.range(0, points)
                                        .mapToObj(i -> {
                                            double value = minute ? gauge(metric, i) : point(metric);
                                            return new History.Point(
                                                    from.plus(step.multipliedBy(i)), value, value, value);
                                        })
                                        .toList()))
                        .toList());
    }

    private static double whole(Metric metric) {
        return switch (metric) {
            case P50 -> 200;
            case P95 -> 612;
            case P99 -> 900;
            case REQUEST_RATE -> 12;
            case ERROR_SHARE -> 0.02;
            case CACHE_HIT_SHARE -> 0.8;
            default -> -1;
        };
    }

    private static double gauge(Metric metric, int second) {
        return switch (metric) {
            case MEMORY_USED -> (double) second * Samples.MB;
            case CPU_SHARE -> second / 100.0;
            default -> second;
        };
    }

    private static double point(Metric metric) {
        return switch (metric) {
            case P50 -> 100;
            case P95 -> 300;
            case P99 -> 700;
            case REQUEST_RATE -> 40;
            case USERS_ACTIVE -> 7.5;
            default -> 0.5;
        };
    }

    private static History.Series series(Metric metric, @Nullable Double value, Instant at) {
        return new History.Series(
                metric.key(),
                metric.unit(),
                value,
                value == null ? List.of() : List.of(new History.Point(at, value, value, value)));
    }

    /// So many that fired one after the other over the last day, twenty minutes each.
    static List<Alert> alerts(int count) {
        long apart = 86_400L / count;
        return IntStream.range(0, count)
                .mapToObj(i -> Samples.NOON.minusSeconds(86_400 - i * apart))
                .map(since -> alert("a" + since, "rule of " + since, since, since.plusSeconds(1200), null))
                .toList();
    }

    /// @param resolved when it was over; null while it fires
    /// @param seen     when it was acknowledged; null when it was not
    private static Alert alert(
            String id, String rule, Instant since, @Nullable Instant resolved, @Nullable Instant seen) {
        return new Alert(
                id,
                rule,
                "process.cpu.usage",
                Severity.WARNING,
                resolved == null ? AlertState.FIRING : AlertState.RESOLVED,
                74.0,
                70,
                "%",
                "local",
                since,
                since,
                resolved,
                seen == null ? null : "anna",
                seen,
                null,
                null,
                null,
                rule,
                null,
                1,
                false);
    }

    private static SyncRun run(long id, Instant started) {
        return new SyncRun(
                id,
                "sample",
                SyncState.DONE,
                started,
                started.plusSeconds(40),
                null,
                new SyncCounts(957, 954, 0, 0, 0, 0, 2, 0),
                null,
                null);
    }

    private TileView tile(TileId id) {
        return Objects.requireNonNull(model.tile(id).get());
    }

    private PastWords words() {
        return Objects.requireNonNull(model.past().get());
    }
}
