package dev.opsdeck.server.loadrun;

import dev.opsdeck.api.Page;
import dev.opsdeck.api.loadruns.LoadComparison;
import dev.opsdeck.api.loadruns.LoadRecord;
import dev.opsdeck.api.loadruns.LoadReport;
import dev.opsdeck.api.loadruns.LoadRun;
import dev.opsdeck.api.loadruns.LoadState;
import dev.opsdeck.server.http.ApiException;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/// The runs that are stored, with those under way as they stand: reading, comparing, marking. Thread-safe.
final class RunLibrary {

    /// The same two runs always compare to the same.
    private static final long SEED = 1;

    private final LoadRepository repository;
    private final SeriesRepository series;
    private final LongFunction<@Nullable ActiveRun> active;
    private final Claims claims;

    /// @param active the run of that id while this process makes it, else null
    RunLibrary(
            LoadRepository repository,
            SeriesRepository series,
            LongFunction<@Nullable ActiveRun> active,
            Claims claims) {
        this.repository = repository;
        this.series = series;
        this.active = active;
        this.claims = claims;
    }

    /// Newest first.
    ///
    /// @param target only runs of it; null: all
    Page<LoadRun> list(@Nullable String target, int limit, int offset) {
        List<LoadRun> page = repository.list(target, limit, offset);
        if (page.stream().anyMatch(run -> run.state() == LoadState.RUNNING && active.apply(run.id()) == null)) {
            claims.failLost(Claims.SILENT);
            page = repository.list(target, limit, offset);
        }
        return new Page<>(page.stream().map(this::latest).toList(), repository.count(target), null);
    }

    LoadReport report(long id) {
        ActiveRun run = active.apply(id);
        return run == null
                ? new LoadReport(stored(id), series.seconds(id), repository.serverSide(id))
                : new LoadReport(run.shown(), run.points(), run.side());
    }

    /// All of a run that has ended.
    LoadRecord record(long id) {
        if (active.apply(id) != null) {
            throw ApiException.conflict("Load run " + id + " is still under way: wait for its end.");
        }
        return new LoadRecord(report(id), series.stretches(id));
    }

    /// @param a the baseline
    LoadComparison compare(long a, long b) {
        return Comparison.of(record(a), record(b), new SplittableRandom(SEED));
    }

    /// A report of a run as one HTML file.
    ///
    /// @param baseline number of the run that it is compared with, or null
    byte[] page(long id, @Nullable Long baseline) {
        LoadRecord run = record(id);
        if (baseline == null) {
            return HtmlReport.of(run, null, null);
        }
        LoadRecord before = record(baseline);
        return HtmlReport.of(run, before, Comparison.of(before, run, new SplittableRandom(SEED)));
    }

    /// Marks a run as baseline or takes the mark off.
    LoadRun baseline(long id, boolean baseline) {
        LoadRun run = record(id).report().run();
        if (baseline) {
            boolean sameHost = Targets.onThisMachine(run.target());
            String reason = BaselineRule.refusal(run, sameHost);
            if (reason != null) {
                throw ApiException.conflict(reason);
            }
        }
        repository.baseline(run, baseline);
        return stored(id);
    }

    LoadRun stored(long id) {
        LoadRun run = repository.find(id);
        if (run == null) {
            throw ApiException.notFound("There is no load run " + id + ".");
        }
        return run;
    }

    private LoadRun latest(LoadRun stored) {
        ActiveRun run = active.apply(stored.id());
        return run == null ? stored : run.shown();
    }
}
