package dev.opsdeck.console.overview;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opsdeck.api.alerts.Alert;
import dev.opsdeck.api.alerts.Severity;
import dev.opsdeck.api.live.LogEntry;
import dev.opsdeck.api.loadruns.LoadFigures;
import dev.opsdeck.api.loadruns.LoadModel;
import dev.opsdeck.api.loadruns.LoadProfile;
import dev.opsdeck.api.loadruns.LoadProgress;
import dev.opsdeck.api.loadruns.LoadRun;
import dev.opsdeck.api.loadruns.LoadState;
import dev.opsdeck.api.metrics.History;
import dev.opsdeck.api.metrics.Latency;
import dev.opsdeck.api.metrics.Metric;
import dev.opsdeck.api.metrics.Sample;
import dev.opsdeck.api.metrics.Window;
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
import dev.opsdeck.console.ui.charts.EventMark;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class OverviewViewModelTest {

    private final LiveModel live = new LiveModel();
    private final SelectedRange range = new SelectedRange();
    private final List<Duration> asked = new ArrayList<>();
    private final SampleFlushes flushes = new SampleFlushes();
    private HistoryCall server = Samples::history;
    private final OverviewViewModel model = new OverviewViewModel(
            live,
            range,
            new DirectTasks(),
            new Formats(ZoneId.of("Europe/Berlin")),
            () -> new SamplePast((metrics, from, to, points) -> {
                asked.add(Duration.between(from, to));
                return server.read(metrics, from, to, points);
            }),
            () -> flushes,
            () -> "eu-prod");

    @Test
    void beforeTheFirstSampleThePageSaysWhatItWaitsFor() {
        model.show();
        assertThat(hint()).isEqualTo(new Hint("Waiting for the first sample from eu-prod.", ""));
        assertThat(model.tile(TileId.CPU).get()).isNull();
        live.apply(Batch.of(lost()));
        assertThat(hint().sentence()).startsWith("No sample from eu-prod yet. No answer from eu-prod");
    }

    @Test
    void theTilesShowTheFiguresOfTheLastMinute() {
        model.show();
        live.apply(Batch.of(Samples.quiet(Samples.NOON)));
        assertThat(tile(TileId.RESPONSE).figure().text()).isEqualTo("145 ms p95");
        assertThat(tile(TileId.RESPONSE).secondary()).containsExactly("p50", "93.0", "p99", "212");
        assertThat(tile(TileId.RATE).figure().text()).isEqualTo("4.20 req/s");
        assertThat(tile(TileId.ERRORS).figure().text()).isEqualTo("0.00 %");
        assertThat(tile(TileId.ERRORS).footnote()).isEqualTo("0 of 252 · 24 h 0.02 %");
        assertThat(tile(TileId.USERS).figure().text()).isEqualTo("12");
        assertThat(tile(TileId.CONNECTIONS).figure().text()).isEqualTo("8 of 50");
        assertThat(tile(TileId.CONNECTIONS).bar()).isEqualTo(new TileView.Bar(0.16, 0.8, 0.96));
        assertThat(tile(TileId.MEMORY).figure().text()).isEqualTo("245 MB of 1 GB");
        assertThat(tile(TileId.CPU).figure().text()).isEqualTo("12.0 %");
        assertThat(tile(TileId.CACHE).figure().text()).isEqualTo("94.1 %");
        assertThat(tile(TileId.CATALOGUE).figure().text()).isEqualTo("41,207");
        assertThat(model.hint().get()).isNull();
        assertThat(TileId.values()).allSatisfy(id -> {
            assertThat(tile(id).state()).isEqualTo(State.OK);
            assertThat(tile(id).stale()).isFalse();
        });
    }

    @Test
    void theWorstOfTheRangeIsNamedWithItsTime() {
        model.show();
        live.apply(Batch.of(Samples.quiet(Samples.NOON)));
        assertThat(tile(TileId.RESPONSE).footnote()).matches("24 h · worst \\d+ ms, 05:\\d\\d–05:\\d\\d");
        assertThat(tile(TileId.RATE).footnote()).matches("peak 18\\.\\d, 05:\\d\\d–05:\\d\\d");
    }

    @Test
    void figuresOverTheirThresholdsSaySo() {
        model.show();
        Latency slow = new Latency(1000, 400, 1200, 2000, 3000);
        live.apply(Batch.of(Samples.sample(Samples.NOON, slow, 1000, 8, 0.5, 950 * Samples.MB, 0.75, 41, 10)));
        assertThat(tile(TileId.RESPONSE).state()).isEqualTo(State.CRITICAL);
        assertThat(tile(TileId.RESPONSE).figure().text()).isEqualTo("1.20 s p95");
        assertThat(tile(TileId.RESPONSE).secondary()).containsExactly("p50", "0.400", "p99", "2.00");
        assertThat(tile(TileId.ERRORS).state()).isEqualTo(State.WARNING);
        assertThat(tile(TileId.MEMORY).state()).isEqualTo(State.CRITICAL);
        assertThat(tile(TileId.CPU).state()).isEqualTo(State.WARNING);
        assertThat(tile(TileId.CONNECTIONS).state()).isEqualTo(State.WARNING);
    }

    @Test
    void aLostConnectionMakesEveryTileUnknownSinceThen() {
        model.show();
        live.apply(Batch.of(Samples.quiet(Samples.NOON)));
        live.apply(Batch.of(lost()));
        assertThat(TileId.values()).allSatisfy(id -> {
            assertThat(tile(id).stale()).isTrue();
            assertThat(tile(id).footnote()).isEqualTo("unknown since 13:00:01");
        });
        live.apply(Batch.of(Samples.quiet(Samples.NOON.plusSeconds(9))));
        assertThat(TileId.values())
                .allSatisfy(id -> assertThat(tile(id).stale()).isFalse());
    }

    @Test
    void anIdleServerHasNoResponseTimeButIsNotUnwell() {
        model.show();
        server = (metrics, from, to, points) -> new History(from, to, 60, List.of());
        live.apply(Batch.of(idle(5)));
        assertThat(tile(TileId.RESPONSE).figure().text()).isEqualTo("– ms p95");
        assertThat(tile(TileId.RESPONSE).footnote()).isEqualTo("no requests in 15 min");
        assertThat(tile(TileId.RESPONSE).state()).isEqualTo(State.OK);
        assertThat(tile(TileId.CACHE).figure().text()).isEqualTo("– %");
        assertThat(tile(TileId.CACHE).footnote()).isEqualTo("no lookups in 60 s");
    }

    @Test
    void anEmptyCatalogueIsASentenceAndAButtonUntilASyncHasBegun() {
        model.show();
        live.apply(Batch.of(idle(0)));
        assertThat(hint()).isEqualTo(new Hint("No products yet: sync the sample feed.", "Sync…"));
        live.apply(synced(SyncState.RUNNING, 0.4));
        assertThat(model.hint().get()).isNull();
        assertThat(tile(TileId.CATALOGUE).footnote()).isEqualTo("products · syncing sample · 957 rows");
        assertThat(tile(TileId.CATALOGUE).bar()).isEqualTo(new TileView.Bar(0.4, Double.NaN, Double.NaN));
        live.apply(synced(SyncState.DONE, null));
        assertThat(tile(TileId.CATALOGUE).footnote()).isEqualTo("products · synced 13:00 · 1 rejected");
        assertThat(tile(TileId.CATALOGUE).bar()).isNull();
        live.apply(synced(SyncState.FAILED, null));
        assertThat(tile(TileId.CATALOGUE).state()).isEqualTo(State.WARNING);
    }

    @Test
    void duringALoadRunTheTileSaysHowMuchOfItIsLoad() {
        model.show();
        Sample quiet = Samples.quiet(Samples.NOON);
        Latency load = new Latency(189, 90, 140, 200, 300);
        live.apply(Batch.of(new Sample(
                quiet.instance(),
                quiet.startedAt(),
                quiet.at(),
                quiet.second(),
                new Window(60, quiet.minute().latency(), load, 252, 0, 0.9),
                quiet.gauges(),
                quiet.totals())));
        live.apply(new Batch(null, null, List.of(), List.of(), List.of(run(LoadState.RUNNING)), null, false));
        assertThat(tile(TileId.RESPONSE).footnote()).isEqualTo("load run: 75 % of the requests");
        live.apply(new Batch(null, null, List.of(), List.of(), List.of(run(LoadState.DONE)), null, false));
        assertThat(tile(TileId.RESPONSE).footnote()).startsWith("24 h · worst");
    }

    @Test
    void theHistoryIsReadOncePerRangeAndThenOnceABucket() {
        model.show();
        live.apply(Batch.of(Samples.quiet(Samples.NOON)));
        assertThat(asked).containsExactly(Duration.ofHours(24));
        live.apply(Batch.of(Samples.quiet(Samples.NOON.plusSeconds(1))));
        live.apply(Batch.of(Samples.quiet(Samples.NOON.plusSeconds(479))));
        assertThat(asked).hasSize(1);
        live.apply(Batch.of(Samples.quiet(Samples.NOON.plusSeconds(480))));
        assertThat(asked).hasSize(2);
        range.range().set(TimeRange.QUARTER_HOUR);
        assertThat(asked).hasSize(3).endsWith(Duration.ofMinutes(15));
        live.apply(Batch.of(Samples.quiet(Samples.NOON.plusSeconds(539))));
        assertThat(asked).hasSize(3);
        live.apply(Batch.of(Samples.quiet(Samples.NOON.plusSeconds(540))));
        assertThat(asked).hasSize(4);
    }

    @Test
    void aShortHistoryIsDrawnInARangeThatItFillsAndGrowsWithIt() {
        Instant started = Samples.NOON.minusSeconds(120);
        server = (metrics, from, to, points) -> Samples.since(started, metrics, from, to, points);
        model.show();
        live.apply(Batch.of(Samples.quiet(Samples.NOON)));
        assertThat(asked).containsExactly(Duration.ofHours(24), Duration.ofMinutes(15));
        assertThat(model.range()).isEqualTo(TimeRange.QUARTER_HOUR);
        assertThat(model.all()).isTrue();
        live.apply(Batch.of(Samples.quiet(Samples.NOON.plusSeconds(900))));
        assertThat(model.range()).isEqualTo(TimeRange.HOUR);
        assertThat(asked).hasSize(3).endsWith(Duration.ofHours(1));
    }

    @Test
    void aConnectionMadeAgainFillsTheGapFromTheHistory() {
        model.show();
        live.apply(Batch.of(Samples.quiet(Samples.NOON)));
        live.apply(new Batch(
                Samples.quiet(Samples.NOON.plusSeconds(50)), null, List.of(), List.of(), List.of(), null, true));
        assertThat(asked).hasSize(2);
    }

    @Test
    void liveSamplesGoOnWhereTheHistoryEnds() {
        model.show();
        range.range().set(TimeRange.QUARTER_HOUR);
        live.apply(Batch.of(Samples.quiet(Samples.NOON)));
        for (int second = 1; second <= 20; second++) {
            live.apply(Batch.of(Samples.quiet(Samples.NOON.plusSeconds(second))));
        }
        var rate = model.series(Metric.REQUEST_RATE);
        assertThat(rate.at(rate.size() - 1)).isEqualTo(Samples.NOON.plusSeconds(20));
        assertThat(rate.value(rate.size() - 2)).isEqualTo(4);
        assertThat(rate.value(0)).isPositive();
        assertThat(model.series(Metric.P95).highest()).isGreaterThan(500);
    }

    @Test
    void aHistoryThatCannotBeReadLeavesTheLiveFigures() {
        server = (metrics, from, to, points) -> {
            throw new ApiFailure(new Offline(Reason.OVERLOADED, "eu-prod", ""));
        };
        model.show();
        live.apply(Batch.of(Samples.quiet(Samples.NOON)));
        assertThat(tile(TileId.RESPONSE).figure().text()).isEqualTo("145 ms p95");
        assertThat(model.series(Metric.P95).peak()).isEqualTo(Trends.SIZE - 1);
    }

    @Test
    void aHiddenPageReadsAndDrawsNothing() {
        live.apply(Batch.of(Samples.quiet(Samples.NOON)));
        assertThat(asked).isEmpty();
        assertThat(model.tile(TileId.CPU).get()).isNull();
        model.show();
        long drawn = model.drawings().get();
        model.rest();
        live.apply(Batch.of(Samples.quiet(Samples.NOON.plusSeconds(1))));
        range.range().set(TimeRange.HOUR);
        assertThat(model.drawings().get()).isEqualTo(drawn);
        assertThat(asked).hasSize(1);
        model.show();
        assertThat(asked).hasSize(2).endsWith(Duration.ofHours(1));
    }

    @Test
    void oneSampleIsDrawnOnce() {
        model.show();
        live.apply(Batch.of(Samples.quiet(Samples.NOON)));
        live.apply(Batch.of(Samples.quiet(Samples.NOON.plusSeconds(1))));
        long drawn = model.drawings().get();
        live.apply(Batch.of(Samples.quiet(Samples.NOON.plusSeconds(2))));
        assertThat(model.drawings().get()).isEqualTo(drawn + 1);
    }

    @Test
    void eventsAreListedNewestFirstAndMarkedOldestFirst() {
        live.apply(new Batch(null, null, Samples.log(), List.of(), List.of(), null, false));
        assertThat(model.events().get()).extracting(LogEntry::id).containsExactly(6L, 5L, 4L, 3L, 2L, 1L);
        assertThat(model.marks().get())
                .extracting(EventMark::kind)
                .containsExactly(
                        EventMark.Kind.RESTART,
                        EventMark.Kind.SYNC,
                        EventMark.Kind.FLUSH,
                        EventMark.Kind.LOAD,
                        EventMark.Kind.SYNC);
    }

    @Test
    void alertsAreMarkedByTheirSeverityAndDrawnToTheEndWhileTheyFire() {
        model.show();
        live.apply(Batch.of(Samples.quiet(Samples.NOON)));
        live.apply(Batch.of(List.of(
                Samples.alert("a", Severity.WARNING, "CPU", 40),
                Samples.alert("b", Severity.CRITICAL, "response time", 16))));
        assertThat(model.alerts().get().open()).extracting(Alert::rule).containsExactly("response time", "CPU");
        assertThat(model.marks().get())
                .extracting(EventMark::kind)
                .containsExactly(EventMark.Kind.ALERT_WARNING, EventMark.Kind.ALERT_CRITICAL);
        assertThat(model.marks().get())
                .allSatisfy(mark -> assertThat(mark.until()).isAfter(Samples.NOON.plusSeconds(86_400)));
    }

    @Test
    void theTileSaysHowFarAFlushIs() {
        model.show();
        live.apply(Batch.of(Samples.quiet(Samples.NOON)));
        flushes.add(SampleFlushes.flush(7, Samples.NOON, SampleFlushes.running(2)));
        live.apply(flushed(20, Samples.NOON.plusMillis(300)));
        assertThat(tile(TileId.CACHE).footnote()).isEqualTo("flushed 13:00");
        flushes.add(SampleFlushes.flush(7, Samples.NOON, SampleFlushes.back(35)));
        live.apply(Batch.of(Samples.quiet(Samples.NOON.plusSeconds(60))));
        assertThat(tile(TileId.CACHE).footnote()).isEqualTo("90 % back after 35 s");
        model.flushes().dismiss();
        live.apply(Batch.of(Samples.quiet(Samples.NOON.plusSeconds(61))));
        assertThat(tile(TileId.CACHE).footnote()).isEqualTo("1,204 entries");
    }

    @Test
    void aFlushThatCameWhileThePageWasHiddenIsReadWhenItIsSeen() {
        live.apply(Batch.of(Samples.quiet(Samples.NOON)));
        flushes.add(SampleFlushes.flush(7, Samples.NOON, SampleFlushes.running(2)));
        live.apply(flushed(20, Samples.NOON.plusMillis(300)));
        assertThat(flushes.calls).isEmpty();
        model.show();
        assertThat(flushes.calls).containsExactly("list", "report 7");
    }

    private TileView tile(TileId id) {
        return Objects.requireNonNull(model.tile(id).get());
    }

    private Hint hint() {
        return Objects.requireNonNull(model.hint().get());
    }

    private static LinkState.Lost lost() {
        return new LinkState.Lost(
                Samples.NOON.plusSeconds(1), new Offline(Reason.GONE, "eu-prod", "eu.example:8080"), null);
    }

    private static Sample idle(long products) {
        return Samples.sample(Samples.NOON, Latency.NONE, 0, 0, null, 93 * Samples.MB, 0.004, 0, products);
    }

    private static Batch flushed(long id, Instant at) {
        LogEntry entry = new LogEntry(id, at, null, LogEntry.Kind.FLUSH, "Flushed 1,204 cache entries.", "operator");
        return new Batch(null, null, List.of(entry), List.of(), List.of(), null, false);
    }

    private static Batch synced(SyncState state, @Nullable Double progress) {
        SyncRun run = new SyncRun(
                1,
                "sample",
                state,
                Samples.NOON.minusSeconds(10),
                state == SyncState.RUNNING ? null : Samples.NOON,
                null,
                new SyncCounts(957, 954, 0, 0, 0, 1, 2, 0),
                progress,
                null);
        return new Batch(null, null, List.of(), List.of(run), List.of(), null, false);
    }

    private static LoadProgress run(LoadState state) {
        return new LoadProgress(
                new LoadRun(
                        1,
                        LoadProfile.SMOKE,
                        LoadModel.OPEN,
                        "http://127.0.0.1:8080",
                        50,
                        0,
                        10,
                        state,
                        Samples.NOON,
                        null,
                        new LoadFigures(0, 0, 0, 0, Map.of(), 0, 0, Latency.NONE, Latency.NONE, 0, 0),
                        null,
                        List.of(),
                        null,
                        0,
                        null,
                        false,
                        null),
                null);
    }
}
