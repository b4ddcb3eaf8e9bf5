package dev.opsdeck.server.sync;

import dev.opsdeck.api.InvalidField;
import dev.opsdeck.api.sync.FeedFormat;
import dev.opsdeck.api.sync.SourceDraft;
import dev.opsdeck.api.sync.SyncRun;
import dev.opsdeck.api.sync.SyncState;
import dev.opsdeck.server.audit.ActionLog;
import dev.opsdeck.server.cache.Caches;
import dev.opsdeck.server.db.Database;
import dev.opsdeck.server.db.DatabaseSettings;
import dev.opsdeck.server.db.DatabaseUnavailable;
import dev.opsdeck.server.http.Answers;
import dev.opsdeck.server.http.ApiException;
import dev.opsdeck.server.http.Json;
import dev.opsdeck.server.products.Products;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `sync FEED`: imports a file or web address into a catalogue, without a server. The caller may read any file: it is
/// their own machine. Made and called by picocli on the main thread.
@Command(
        name = "sync",
        mixinStandardHelpOptions = true,
        description = "Imports a feed into a catalogue that no server has open (or into a shared PostgreSQL).")
public final class SyncCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Parameters(paramLabel = "FEED", description = "A file, or an http or https address.")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private String feed;

    @Option(names = "--source", required = true, description = "Name of the source; made when it is new.")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private String source;

    @Option(names = "--network", description = "Network of the products; needed when the source is new.")
    private @Nullable String network;

    @Option(names = "--data", description = "Folder of the H2 file.")
    private @Nullable Path data;

    @Option(names = "--db-url", description = "JDBC address of the database, instead of --data.")
    private @Nullable String dbUrl;

    @Option(names = "--db-user")
    private @Nullable String dbUser;

    @Option(names = "--db-password")
    private @Nullable String dbPassword;

    @Option(names = "--format", description = "One of ${COMPLETION-CANDIDATES}; recognised when left out.")
    private @Nullable FeedFormat format;

    @Option(names = "--map", split = ",", paramLabel = "name=column", description = "Fields to the feed's own columns.")
    private @Nullable Map<String, String> mapping;

    @Option(names = "--currency", description = "Currency of prices that name none.")
    private @Nullable String currency;

    @Option(names = "--dry-run", description = "Only count.")
    private boolean dryRun;

    @Option(names = "--allow-archive", description = "Go on although many products vanish.")
    private boolean allowArchive;

    @Option(names = "--allow-jumps", description = "Go on although many prices jump.")
    private boolean allowJumps;

    @Option(names = "--json", description = "Print one JSON object on the last line.")
    private boolean json;

    @Override
    public Integer call() throws InterruptedException {
        PrintWriter err = spec.commandLine().getErr();
        if (FeedAddress.web(feed) == null && !readable(feed)) {
            throw wrong("There is no file '" + feed + "' that can be read, and it is no http or https address.");
        }
        try (Database database = Database.open(settings())) {
            return sync(database);
        } catch (InvalidField e) {
            throw wrong(String.valueOf(e.getMessage()));
        } catch (DatabaseUnavailable | ApiException e) {
            err.println(e.getMessage());
            return 1;
        }
    }

    private int sync(Database database) throws InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        Path feeds = data == null ? Path.of("feeds") : data.resolve("feeds");
        InstantSource clock = InstantSource.system();
        // Nobody looks at a log of actions here; what happened is printed.
        ActionLog actions = (kind, text, actor) -> {};
        // So that servers of the same database forget what they knew of it.
        Caches caches =
                new Caches(clock, System::nanoTime, () -> 0.5, Thread::startVirtualThread, database, null, Set.of());
        Products products = new Products(database, caches, new Answers(new Json()), actions, clock);
        Sync.Surroundings around = new Sync.Surroundings(
                feeds,
                true,
                event -> {},
                actions,
                new Catalogue(products::renewal, products::recomputeScores),
                count -> {},
                clock,
                System::nanoTime);
        SyncRun run;
        try (Sync sync = new Sync(database, around)) {
            run = sync.run(draft(sync.source(source)), feed, new SyncJob.Order(dryRun, allowArchive, allowJumps));
        }
        boolean done = run.state() == SyncState.DONE || run.state() == SyncState.REHEARSED;
        if (!done) {
            spec.commandLine().getErr().println(run.reason());
        }
        if (json) {
            out.println(new String(new Json().bytes(run.counts()), StandardCharsets.UTF_8));
        } else if (done) {
            out.println(RunEnd.sentence(run));
        }
        out.flush();
        return done ? 0 : 1;
    }

    private SourceDraft draft(@Nullable SourceDraft known) {
        String belongs = known == null ? network : known.network();
        if (belongs == null) {
            throw wrong("The source '" + source + "' is new: give it a --network.");
        }
        if (known != null && network != null && !network.equals(known.network())) {
            throw wrong("The source '" + source + "' belongs to the network '" + known.network()
                    + "': leave out --network, or" + " use another source.");
        }
        SourceDraft draft = new SourceDraft(
                source,
                belongs,
                known == null ? address() : known.url(),
                format == null && known != null ? known.format() : format,
                mapping == null && known != null ? known.mapping() : mapping,
                currency == null && known != null ? known.defaultCurrency() : currency,
                known == null ? null : known.defaultCommission(),
                known == null ? null : known.schedule(),
                known == null ? null : known.maxArchiveShare(),
                known == null ? null : known.scheduleZone(),
                known == null ? null : known.maxPriceJump(),
                known == null ? null : known.maxJumpShare());
        SourceBook.check(draft);
        return draft;
    }

    /// What a server would sync from later: the same web address, or an upload under the source's name.
    private String address() {
        return FeedAddress.web(feed) != null ? feed : FeedFolder.SCHEME + source;
    }

    private DatabaseSettings settings() {
        if (dbUrl != null) {
            return new DatabaseSettings(dbUrl, dbUser, dbPassword, 4);
        }
        if (data == null) {
            throw wrong("Say where the catalogue is: --data DIR, or --db-url URL.");
        }
        try {
            Files.createDirectories(data);
        } catch (IOException e) {
            throw wrong("The folder " + data + " cannot be made: " + e.getMessage());
        }
        return DatabaseSettings.h2File(data, 4);
    }

    private ParameterException wrong(String sentence) {
        return new ParameterException(spec.commandLine(), sentence);
    }

    private static boolean readable(String path) {
        try {
            return Files.isReadable(Path.of(path)) && !Files.isDirectory(Path.of(path));
        } catch (java.nio.file.InvalidPathException e) {
            // Said by the result.
            return false;
        }
    }
}
