package dev.opsdeck.server.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.opsdeck.api.sync.RowIssue;
import dev.opsdeck.api.sync.SourceDraft;
import dev.opsdeck.api.sync.SyncCounts;
import dev.opsdeck.api.sync.SyncRequest;
import dev.opsdeck.api.sync.SyncRun;
import dev.opsdeck.api.sync.SyncState;
import dev.opsdeck.server.cache.Renewal;
import dev.opsdeck.server.db.Database;
import dev.opsdeck.server.db.Sql;
import dev.opsdeck.server.http.ApiException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What sync does to a catalogue, on a real database.
abstract class SyncSuite {

    private final AtomicLong synced = new AtomicLong();
    private final AtomicLong changes = new AtomicLong();
    private final AtomicLong renewals = new AtomicLong();

    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    private Path folder;

    @SuppressWarnings("NullAway.Init") // set before each
    private Database database;

    @SuppressWarnings("NullAway.Init") // set before each
    private Sync sync;

    abstract Database open();

    @BeforeEach
    void openSync() {
        database = open();
        sync = sync();
    }

    @AfterEach
    void close() {
        sync.close();
        database.close();
    }

    private Sync sync() {
        return new Sync(
                database,
                new Sync.Surroundings(
                        folder.resolve("feeds"),
                        false,
                        event -> {},
                        (kind, text, actor) -> {},
                        new Catalogue(this::renewal, changes::incrementAndGet),
                        synced::addAndGet,
                        InstantSource.system(),
                        System::nanoTime));
    }

    private Renewal renewal() {
        renewals.incrementAndGet();
        return Catalogues.uncached(() -> {}).renewal().get();
    }

    private static SourceDraft source() {
        return new SourceDraft("shop", "net", "file:shop", null, null, null, null, null, null);
    }

    private static String row(int id, String price) {
        return id + "\tPan " + id + "\thttps://shop.example/" + id + "\t" + price + " EUR\n";
    }

    private static String feed(int from, int to, String price) {
        StringBuilder text = new StringBuilder("id\ttitle\tlink\tprice\n");
        for (int id = from; id <= to; id++) {
            text.append(row(id, price));
        }
        return text.toString();
    }

    private SyncRun run(String feed) throws IOException, InterruptedException {
        return run(feed, new SyncJob.Order(false, false));
    }

    private SyncRun run(String feed, SyncJob.Order order) throws IOException, InterruptedException {
        Path file = Files.writeString(folder.resolve("feed.txt"), feed);
        return sync.run(source(), file.toString(), order);
    }

    private long count(String where) {
        return database.read(c -> Sql.number(c, "select count(*) from products where " + where));
    }

    private long tables() {
        return database.read(c -> Sql.number(
                c, "select count(*) from information_schema.tables where lower(table_name) like 'sync_staging_%'"));
    }

    @Test
    void theSameFeedTwiceChangesNothing() throws Exception {
        SyncRun first = run(feed(1, 1_200, "5"));
        SyncRun second = run(feed(1, 1_200, "5.00"));

        assertThat(first.state()).isEqualTo(SyncState.DONE);
        assertThat(first.counts()).isEqualTo(new SyncCounts(1_200, 1_200, 0, 0, 0, 0, 0, 0));
        assertThat(second.counts()).isEqualTo(new SyncCounts(1_200, 0, 0, 1_200, 0, 0, 0, 0));
        assertThat(database.<Long>read(c -> Sql.number(c, "select count(*) from price_history")))
                .isEqualTo(1_200);
        assertThat(synced).hasValue(2_400);
        assertThat(changes).hasValue(2);
        assertThat(renewals).hasValue(1);
        assertThat(tables()).isZero();
    }

    @Test
    void changedPricesAreKeptAsHistoryAndVanishedProductsArchived() throws Exception {
        run(feed(1, 100, "5"));
        SyncRun second = run(feed(11, 105, "6"));

        assertThat(second.counts()).isEqualTo(new SyncCounts(95, 5, 90, 0, 10, 0, 0, 0));
        assertThat(count("status = 'ARCHIVED'")).isEqualTo(10);
        assertThat(database.<Long>read(c -> Sql.number(c, "select count(*) from price_history")))
                .isEqualTo(195);

        SyncRun third = run(feed(1, 105, "6"));
        assertThat(third.counts()).isEqualTo(new SyncCounts(105, 0, 10, 95, 0, 0, 0, 0));
        assertThat(count("status = 'ACTIVE'")).isEqualTo(105);
    }

    @Test
    void aRunThatWouldArchiveTooMuchAsksAndWritesNothing() throws Exception {
        run(feed(1, 100, "5"));
        SyncRun asking = run(feed(1, 79, "6"));

        assertThat(asking.state()).isEqualTo(SyncState.NEEDS_APPROVAL);
        assertThat(asking.counts().archived()).isEqualTo(21);
        assertThat(count("status = 'ACTIVE' and price = 5")).isEqualTo(100);
        assertThat(run(feed(1, 79, "6"), new SyncJob.Order(false, true)).state())
                .isEqualTo(SyncState.DONE);
        assertThat(count("status = 'ARCHIVED'")).isEqualTo(21);
    }

    @Test
    void aRehearsalCountsAndWritesNothing() throws Exception {
        SyncRun run = run(feed(1, 10, "5"), new SyncJob.Order(true, false));

        assertThat(run.state()).isEqualTo(SyncState.REHEARSED);
        assertThat(run.counts().added()).isEqualTo(10);
        assertThat(count("1 = 1")).isZero();
    }

    @Test
    void ofRepeatedIdsTheFirstCountsAlsoFarApart() throws Exception {
        SyncRun run = run(feed(1, 1_100, "5") + row(1, "9") + row(1_100, "9") + row(1_100, "9"));

        assertThat(run.counts()).isEqualTo(new SyncCounts(1_103, 1_100, 0, 0, 0, 0, 3, 0));
        assertThat(count("price = 9")).isZero();
        SyncRepository runs = new SyncRepository(database);
        assertThat(runs.issues(run.id(), 10, 0).data())
                .extracting(RowIssue::kind, RowIssue::line, RowIssue::rowId)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(RowIssue.Kind.REPEATED, 1_102L, "1"),
                        org.assertj.core.groups.Tuple.tuple(RowIssue.Kind.REPEATED, 1_103L, "1100"),
                        org.assertj.core.groups.Tuple.tuple(RowIssue.Kind.REPEATED, 1_104L, "1100"));
    }

    @Test
    void issuesAreCappedAndTheirCountIsNot() throws Exception {
        SyncRun run = run(feed(1, 10_300, "-1"));

        assertThat(run.counts().rejected()).isEqualTo(10_300);
        assertThat(new SyncRepository(database).issues(run.id(), 1, 0).total()).isEqualTo(10_000);
    }

    @Test
    void aFeedThatBreaksLeavesTheCatalogueAsItWas() throws Exception {
        run(feed(1, 10, "5"));
        SyncRun broken = run(feed(1, 900, "6") + "901\t\"not closed");

        assertThat(broken.state()).isEqualTo(SyncState.FAILED);
        assertThat(broken.reason()).contains("line");
        assertThat(count("price = 5")).isEqualTo(10);
        assertThat(count("1 = 1")).isEqualTo(10);
        assertThat(tables()).isZero();
    }

    @Test
    void anInactiveProductStaysInactive() throws Exception {
        run(feed(1, 10, "5"));
        database.write(c -> Sql.update(c, "update products set status = 'INACTIVE' where external_id = '3'"));
        run(feed(1, 10, "6"));

        assertThat(count("status = 'INACTIVE' and price = 6")).isEqualTo(1);
    }

    @Test
    void whatADeadProcessLeftIsTidiedUpAndItsLockExpires() throws Exception {
        SyncRepository runs = new SyncRepository(database);
        Instant longAgo = Instant.now().minus(SyncRuns.SILENCE.multipliedBy(2));
        Long dead = runs.begin("shop", longAgo);
        java.util.Objects.requireNonNull(dead);
        new StagingRepository(database).create(dead);

        assertThat(run(feed(1, 10, "5")).state()).isEqualTo(SyncState.DONE);
        assertThat(runs.find(dead)).isNotNull().extracting(SyncRun::state).isEqualTo(SyncState.FAILED);
        assertThat(tables()).isZero();
    }

    @Test
    void oneRunOfASourceAtATimeAndACancelledOneWritesNothing() throws Exception {
        CountDownLatch reading = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        SyncRuns runs = new SyncRuns(
                database,
                new FeedOpener(
                        new FeedFolder(folder),
                        new AddressGuard(true),
                        dev.opsdeck.server.sync.feed.FeedLimits.STANDARD),
                new SyncRuns.Outlets(run -> {}, (kind, text, actor) -> {}, Catalogues.uncached(() -> {}), count -> {}),
                InstantSource.system(),
                System::nanoTime);
        SyncJob.Order order = new SyncJob.Order(false, false);
        SyncRun run = runs.start(
                source(),
                () -> {
                    reading.countDown();
                    try {
                        go.await();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                    return dev.opsdeck.server.sync.feed.FeedInput.of(
                            new ByteArrayInputStream(feed(1, 10, "5").getBytes(StandardCharsets.UTF_8)),
                            -1,
                            dev.opsdeck.server.sync.feed.FeedLimits.STANDARD);
                },
                order,
                null);
        reading.await();

        assertThatThrownBy(() -> runs.start(
                        source(),
                        () -> {
                            throw new IOException("not reached");
                        },
                        order,
                        null))
                .isInstanceOf(ApiException.class)
                .hasMessageContaining("under way");
        runs.cancel(run.id());
        go.countDown();
        assertThat(runs.await(run.id()).state()).isEqualTo(SyncState.CANCELLED);
        assertThat(count("1 = 1")).isZero();
        runs.close();
    }

    @Test
    void theBundledSampleShowsItsMistakes() throws Exception {
        StringWriter sample = new StringWriter();
        SampleFeed.write(sample, SampleFeed.ITEMS, 0, SampleFeed.SEED);
        SyncRun run = run(sample.toString());

        assertThat(run.counts()).isEqualTo(new SyncCounts(1_000, 997, 0, 0, 0, 2, 1, 1));
    }

    @Test
    void theOnlySourceNeedsNoNameAndAnUnknownFileIsSaidSo() throws Exception {
        new SourceRepository(database).save(source(), Instant.now());
        SyncRun run = sync.start(new SyncRequest(null, false, false), null);

        SyncRepository runs = new SyncRepository(database);
        org.awaitility.Awaitility.await().until(() -> {
            SyncRun now = runs.find(run.id());
            return now != null && now.state() == SyncState.FAILED;
        });
        assertThat(runs.latest("shop"))
                .isNotNull()
                .extracting(SyncRun::reason)
                .asString()
                .contains("upload it first");
    }

    @Test
    void sourcesComeBackAsTheyWereSavedAndTheirProductsAreArchivedWithThem() throws Exception {
        SourceRepository sources = new SourceRepository(database);
        SourceDraft mapped = new SourceDraft(
                "shop",
                "net",
                "https://user:secret@shop.example/feed?token=abc",
                null,
                java.util.Map.of("id", "nr"),
                "EUR",
                new BigDecimal("0.05"),
                null,
                new BigDecimal("0.5"));
        sources.save(mapped, Instant.now());
        SourceDraft stored = sources.find("shop");
        java.util.Objects.requireNonNull(stored);
        assertThat(stored.url()).isEqualTo(mapped.url());
        assertThat(stored.mapping()).isEqualTo(mapped.mapping());
        assertThat(stored.defaultCommission()).isEqualByComparingTo("0.05");

        run(feed(1, 10, "5"));
        assertThat(sources.products("shop")).isEqualTo(10);
        assertThat(sources.delete("shop", Instant.now(), this::renewal)).isTrue();
        assertThat(count("status = 'ARCHIVED' and source is null")).isEqualTo(10);
    }
}
