package dev.opsdeck.server.sync;

import dev.opsdeck.api.live.LiveEvent;
import dev.opsdeck.api.sync.SourceDraft;
import dev.opsdeck.api.sync.SyncRequest;
import dev.opsdeck.api.sync.SyncRun;
import dev.opsdeck.server.audit.ActionLog;
import dev.opsdeck.server.db.Database;
import dev.opsdeck.server.http.Access;
import dev.opsdeck.server.http.Answers;
import dev.opsdeck.server.http.Bodies;
import dev.opsdeck.server.spans.Recorder;
import dev.opsdeck.server.sync.feed.FeedInput;
import dev.opsdeck.server.sync.feed.FeedLimits;
import io.helidon.webserver.http.HttpService;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// Sync as the wiring sees it: routes, and the beat that keeps its locks. Thread-safe; closed by the wiring
/// before the database.
public final class Sync implements AutoCloseable {

    /// How often [#beat] is to be called.
    public static final Duration BEAT = SyncRuns.BEAT;

    /// Most bytes of an uploaded feed.
    private static final long MAX_UPLOAD = 2L << 30;

    private final SourceRepository repository;
    private final SourceBook sources;
    private final SyncRuns runs;
    private final FeedOpener opener;
    private final Schedules schedules;
    private final InstantSource clock;

    /// What sync is given, beside the database.
    ///
    /// @param feeds             the folder of feed files; made when the first comes
    /// @param ownNetworkAllowed whether feeds may come from loopback and private addresses
    /// @param live              told of progress
    /// @param catalogue         told of the products that are written
    /// @param productsSynced    counts the products that runs brought or confirmed
    /// @param zone              of schedules that name none
    /// @param recorder          traces runs
    public record Surroundings(
            Path feeds,
            boolean ownNetworkAllowed,
            Consumer<LiveEvent> live,
            ActionLog actions,
            Catalogue catalogue,
            LongConsumer productsSynced,
            InstantSource clock,
            LongSupplier nanos,
            ZoneId zone,
            Recorder recorder) {

        /// With schedules in the zone of this machine, and no traces.
        public Surroundings(
                Path feeds,
                boolean ownNetworkAllowed,
                Consumer<LiveEvent> live,
                ActionLog actions,
                Catalogue catalogue,
                LongConsumer productsSynced,
                InstantSource clock,
                LongSupplier nanos) {
            this(
                    feeds,
                    ownNetworkAllowed,
                    live,
                    actions,
                    catalogue,
                    productsSynced,
                    clock,
                    nanos,
                    ZoneId.systemDefault(),
                    Recorder.NONE);
        }
    }

    /// Marks the runs of dead processes as failed and removes what they left.
    public Sync(Database database, Surroundings around) {
        FeedFolder folder = new FeedFolder(around.feeds());
        this.opener = new FeedOpener(folder, new AddressGuard(around.ownNetworkAllowed()), FeedLimits.STANDARD);
        this.repository = new SourceRepository(database);
        this.runs = new SyncRuns(
                database,
                opener,
                new SyncRuns.Outlets(
                        run -> around.live().accept(new LiveEvent.Synced(run)),
                        around.actions(),
                        around.catalogue(),
                        around.productsSynced(),
                        around.recorder()),
                around.clock(),
                around.nanos());
        this.schedules = new Schedules(
                new ScheduleRepository(database),
                source -> start(new SyncRequest(source, false, false), null),
                around.actions(),
                around.zone(),
                around.clock());
        this.sources = new SourceBook(
                repository,
                new SourceViews(repository, runs, schedules),
                runs,
                folder,
                around.actions(),
                around.catalogue(),
                around.clock());
        this.clock = around.clock();
        try {
            folder.removeLeftovers();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        runs.recoverAtStart();
    }

    /// `/products/sync`.
    public HttpService runRoutes(Answers answers, Bodies bodies, Access access) {
        return new SyncRoutes(this, runs, answers, bodies, access);
    }

    /// `/products/sources`.
    public HttpService sourceRoutes(Answers answers, Bodies bodies, Access access) {
        return new SourceRoutes(sources, answers, bodies, access, MAX_UPLOAD);
    }

    /// Keeps the locks of runs under way, ends those of dead servers and starts what is due; to be called every
    /// [#BEAT].
    public void beat() {
        runs.beat();
        schedules.startDue();
    }

    /// When runs ended that changed the catalogue, in order; the beginning is excluded.
    public List<Instant> publishedBetween(Instant after, Instant until) {
        return runs.publishedBetween(after, until);
    }

    @Override
    public void close() {
        runs.close();
    }

    SyncRun start(SyncRequest order, @Nullable String actor) {
        SourceDraft source = sources.find(order.source());
        return runs.start(
                source,
                () -> opener.open(source.url()),
                new SyncJob.Order(order.dryRun(), order.allowArchive(), order.allowJumps()),
                actor);
    }

    /// For the command line: reads a file that need not be in the feed folder, and waits for the end.
    SyncRun run(SourceDraft source, String feed, SyncJob.Order order) throws InterruptedException {
        if (repository.find(source.name()) == null) {
            repository.save(source, RunEnd.now(clock));
        }
        return runs.await(runs.start(source, () -> open(feed), order, null).id());
    }

    @Nullable
    SourceDraft source(String name) {
        return repository.find(name);
    }

    private FeedInput open(String feed) throws IOException {
        return FeedAddress.web(feed) != null ? opener.open(feed) : opener.file(Path.of(feed));
    }
}
