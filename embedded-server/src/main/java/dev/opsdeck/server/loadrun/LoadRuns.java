package dev.opsdeck.server.loadrun;

import dev.opsdeck.api.live.LiveEvent;
import dev.opsdeck.api.live.LogEntry;
import dev.opsdeck.api.loadruns.LoadComparison;
import dev.opsdeck.api.loadruns.LoadPoint;
import dev.opsdeck.api.loadruns.LoadProfile;
import dev.opsdeck.api.loadruns.LoadProgress;
import dev.opsdeck.api.loadruns.LoadRequest;
import dev.opsdeck.api.loadruns.LoadRun;
import dev.opsdeck.api.loadruns.LoadSecond;
import dev.opsdeck.api.loadruns.LoadServerSide;
import dev.opsdeck.api.loadruns.LoadState;
import dev.opsdeck.api.traces.SpanKind;
import dev.opsdeck.server.audit.ActionLog;
import dev.opsdeck.server.db.Database;
import dev.opsdeck.server.db.Dialect;
import dev.opsdeck.server.http.ApiException;
import dev.opsdeck.server.http.Json;
import dev.opsdeck.server.spans.Recorder;
import java.io.IOException;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Starts, follows, stops and lists load runs. One run of a target at a time, also across the servers that share
/// the database. Each run has a virtual thread here that follows its engine's process. Thread-safe; whoever makes
/// it closes it, which ends all runs.
public final class LoadRuns implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(LoadRuns.class);

    /// How often to call [#beat].
    public static final Duration BEAT = Claims.BEAT;

    private static final int MOST_AT_ONCE = 4;
    private static final int SAVE_EVERY_SECONDS = 5;
    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(5);

    private final LoadRepository repository;
    private final Claims claims;
    private final RunLibrary library;
    private final Targets targets;
    private final RunMaker maker;
    private final LoadSignature signature = new LoadSignature(new SecureRandom());
    private final Surroundings around;
    private final InstantSource clock;
    private final Semaphore free = new Semaphore(MOST_AT_ONCE);
    private final Map<Long, ActiveRun> active = new ConcurrentHashMap<>();
    private final Map<Long, Thread> threads = new ConcurrentHashMap<>();

    /// What it works with.
    ///
    /// @param node           which server this is, stable over restarts
    /// @param machine        on which it runs
    /// @param self           address of this server, asked for when a run begins
    /// @param anyTarget      whether any server may be put under load: the embedded backend
    /// @param allowedTargets further addresses for a backend of its own
    /// @param rules          this server's alert rules for a run of itself whose first request was due at that
    ///            moment
    /// @param recorder       traces runs
    public record Surroundings(
            String node,
            String machine,
            Supplier<URI> self,
            boolean anyTarget,
            Set<String> allowedTargets,
            Consumer<LiveEvent> events,
            ActionLog log,
            Function<Instant, Rules> rules,
            InstantSource clock,
            Recorder recorder) {}

    /// The alert rules of a server over one run of it. One thread.
    ///
    /// @param seconds  takes those that count
    /// @param critical a sentence for each critical rule that would have fired in them
    public record Rules(Consumer<LoadSecond> seconds, Supplier<List<String>> critical) {}

    public LoadRuns(Database database, Json json, Surroundings around) {
        this.around = around;
        this.clock = around.clock();
        this.repository = new LoadRepository(database, json);
        this.claims = new Claims(database, around.node(), around.machine(), clock);
        this.library = new RunLibrary(repository, new SeriesRepository(database), active::get, claims);
        this.targets = new Targets(around.self(), around.anyTarget(), around.allowedTargets());
        this.maker = new RunMaker(targets, signature, json, clock);
        // A file belongs to one process; a database server's rows may be another instance's runs.
        claims.failLost(database.dialect() == Dialect.H2 ? Duration.ofDays(-1) : Claims.SILENT);
    }

    /// The runs that are stored, and those under way.
    RunLibrary library() {
        return library;
    }

    /// Whether the value of a header `Opsdeck-Load-Run` belongs to a run of this process.
    public boolean isMarked(String mark) {
        return signature.isOwn(mark);
    }

    /// Begins a run and returns at once.
    ///
    /// @param callersToken goes with the requests when the target is this server and the order has none
    LoadRun start(LoadRequest request, @Nullable String callersToken, String actor) {
        String target = targets.resolve(request.target());
        RunOrder order = RunOrder.of(request);
        String token = request.token() == null && targets.isSelf(target) ? callersToken : request.token();
        ActiveRun run = begin(order, target, actor);
        LoadRun begun = run.shown();
        around.log().log(LogEntry.Kind.LOAD, "Load run " + begun.id() + " of " + target + ": " + order.words(), actor);
        around.events().accept(new LiveEvent.Loaded(new LoadProgress(begun, null)));
        Thread thread = Thread.ofVirtual()
                .name("load-run-" + begun.id())
                .unstarted(() -> around.recorder()
                        .record(SpanKind.LOAD_RUN, "load run of " + begun.target(), () -> run(run, token)));
        threads.put(begun.id(), thread);
        thread.start();
        return begun;
    }

    private ActiveRun begin(RunOrder order, String target, String actor) {
        if (!free.tryAcquire()) {
            throw ApiException.conflict(
                    MOST_AT_ONCE + " load runs are under way, which is the most at once: stop one first.");
        }
        boolean begun = false;
        try {
            Instant now = clock.instant();
            boolean own = targets.isSelf(target);
            ActiveRun run = new ActiveRun(claims.take(order, target, own, actor, now), order, target, now);
            if (own) {
                run.triedBy(new RuleWatch(order, around.rules()));
            }
            active.put(run.shown().id(), run);
            begun = true;
            return run;
        } finally {
            if (!begun) {
                free.release();
            }
        }
    }

    /// Keeps the claims of the runs under way. To be called every [#BEAT].
    public void beat() {
        claims.beat(active.keySet());
    }

    /// Asks a run to end; its figures until then are kept.
    LoadRun stop(long id) {
        ActiveRun run = active.get(id);
        if (run == null) {
            throw ApiException.conflict(claims.elsewhere(library.stored(id).id()));
        }
        run.stop("Stopped by an operator.");
        return run.shown();
    }

    /// Marks a run as baseline or takes the mark off.
    LoadRun baseline(long id, boolean marked, String actor) {
        LoadRun run = library.baseline(id, marked);
        around.log().log(
                LogEntry.Kind.LOAD,
                "Load run " + id + " of " + run.target()
                        + (marked ? " is the baseline now." : " is no baseline any more."),
                actor);
        return run;
    }

    /// Those that began in a stretch of time, newest first.
    ///
    /// @param to excluded
    public List<LoadRun> between(Instant from, Instant to, int limit) {
        return repository.between(from, to, limit);
    }

    /// The baseline runs that ran their time and began before that moment, newest first.
    public List<LoadRun> baselines(Instant before, int limit) {
        return repository.done(LoadProfile.BASELINE, before, limit);
    }

    /// Ramp runs of this server against itself that ran their time and began before that moment, newest first.
    public List<LoadRun> ownRamps(Instant before, int limit) {
        return repository.ownDone(around.node(), LoadProfile.RAMP, before, limit);
    }

    /// What the server under load said of itself during a run that has ended; null when it did not.
    public @Nullable LoadServerSide serverSide(long id) {
        return repository.serverSide(id);
    }

    /// Baseline runs of this server against itself that ran their time and began before that moment, newest
    /// first.
    public List<LoadRun> ownBaselines(Instant before, int limit) {
        return repository.ownDone(around.node(), LoadProfile.BASELINE, before, limit);
    }

    /// Two runs that have ended, side by side.
    ///
    /// @param a the baseline
    public LoadComparison compare(long a, long b) {
        return library.compare(a, b);
    }

    @Override
    public void close() {
        active.values().forEach(run -> run.stop("The server was shut down."));
        try {
            for (Thread thread : List.copyOf(threads.values())) {
                thread.join(CLOSE_WITHIN);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        active.values().forEach(ActiveRun::kill);
    }

    private void run(ActiveRun run, @Nullable String token) {
        List<String> remarks = new ArrayList<>();
        String failure;
        try {
            failure = maker.make(run, token, remarks, second -> add(run, second));
        } catch (IOException e) {
            failure = e.getMessage();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            failure = "The server was shut down.";
        } catch (RuntimeException e) {
            LOG.error("Load run {} broke off", run.shown().id(), e);
            failure = "The run broke off because of an error of the server; its log says more.";
        } finally {
            run.kill();
        }
        try {
            end(run, failure, remarks);
        } catch (RuntimeException e) {
            LOG.error("The result of load run {} could not be kept", run.shown().id(), e);
        } finally {
            active.remove(run.shown().id());
            threads.remove(run.shown().id());
            free.release();
        }
    }

    private void add(ActiveRun run, LoadSecond second) {
        LoadPoint point = run.add(second, clock.instant());
        if (point.second() % SAVE_EVERY_SECONDS == SAVE_EVERY_SECONDS - 1 && !save(run)) {
            run.stop("It was taken for dead, because this server gave no sign of life in the database for long.");
        }
        around.events()
                .accept(new LiveEvent.Loaded(
                        new LoadProgress(run.shown(), point, run.live().takeNews())));
    }

    private void end(ActiveRun run, @Nullable String failure, List<String> remarks) {
        String stopped = run.stopReason();
        LoadState state = stopped != null ? LoadState.STOPPED : failure != null ? LoadState.FAILED : LoadState.DONE;
        boolean sameHost = Targets.onThisMachine(run.shown().target());
        LoadRun ended = run.end(state, clock.instant(), sameHost, remarks, stopped != null ? stopped : failure);
        if (!save(run)) {
            ended = library.stored(ended.id());
        }
        RunMaker.trace(ended);
        LoadServerSide side = run.side();
        if (side != null) {
            repository.saveServerSide(ended.id(), side);
        }
        // Who hears of the end finds all of it stored.
        active.remove(ended.id());
        around.log().log(LogEntry.Kind.LOAD, ReportWords.ended(ended), null);
        around.events().accept(new LiveEvent.Loaded(new LoadProgress(ended, null)));
    }

    private boolean save(ActiveRun run) {
        return repository.save(run.shown(), run.figures(), run.takeUnsaved(), run.takeStretches(), clock.instant());
    }
}
