package dev.opsdeck.server.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.opsdeck.api.sync.RollbackPlan;
import dev.opsdeck.api.sync.SourceDraft;
import dev.opsdeck.api.sync.SyncChange;
import dev.opsdeck.api.sync.SyncChanges;
import dev.opsdeck.api.sync.SyncCounts;
import dev.opsdeck.api.sync.SyncRequest;
import dev.opsdeck.api.sync.SyncRun;
import dev.opsdeck.api.sync.SyncState;
import dev.opsdeck.server.db.Database;
import dev.opsdeck.server.db.Sql;
import dev.opsdeck.server.http.ApiException;
import dev.opsdeck.server.sync.feed.FeedLimits;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Generations of a source on a real database: looked at before, taken back after, started by a schedule. Every
/// run is a minute after the one before it.
abstract class GenerationSuite {

    private volatile Instant now = Instant.parse("2026-03-02T10:00:00Z");
    private final List<String> actions = new CopyOnWriteArrayList<>();
    private final AtomicLong changes = new AtomicLong();

    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    private Path folder;

    @SuppressWarnings("NullAway.Init") // set before each
    private Database database;

    @SuppressWarnings("NullAway.Init") // set before each
    private SyncRuns runs;

    abstract Database open();

    @BeforeEach
    void openRuns() {
        database = open();
        InstantSource clock = () -> now;
        runs = new SyncRuns(
                database,
                new FeedOpener(new FeedFolder(folder), new AddressGuard(true), FeedLimits.STANDARD),
                new SyncRuns.Outlets(
                        run -> {},
                        (kind, text, actor) -> actions.add(text),
                        Catalogues.uncached(changes::incrementAndGet),
                        count -> {}),
                clock,
                System::nanoTime);
    }

    @AfterEach
    void close() {
        runs.close();
        database.close();
    }

    private static SourceDraft source(String name, @Nullable String schedule, @Nullable String jumpShare) {
        return new SourceDraft(
                name,
                "net",
                "file:" + name,
                null,
                null,
                "EUR",
                null,
                schedule,
                BigDecimal.ONE,
                schedule == null ? null : "Europe/Berlin",
                null,
                jumpShare == null ? null : new BigDecimal(jumpShare));
    }

    private static String row(String id, String price) {
        return id + "\tPan " + id + "\thttps://shop.example/" + id + "\t" + price + "\n";
    }

    private SyncRun run(SourceDraft source, SyncJob.Order order, String... rows)
            throws IOException, InterruptedException {
        now = now.plusSeconds(60);
        Path file = Files.writeString(folder.resolve("feed.tsv"), "id\ttitle\tlink\tprice\n" + String.join("", rows));
        FeedOpener opener = new FeedOpener(new FeedFolder(folder), new AddressGuard(true), FeedLimits.STANDARD);
        return runs.await(
                runs.start(source, () -> opener.file(file), order, "me").id());
    }

    private SyncRun run(String... rows) throws IOException, InterruptedException {
        return run(source("shop", null, null), new SyncJob.Order(false, false), rows);
    }

    private SyncRun rollBack() throws InterruptedException {
        now = now.plusSeconds(60);
        return runs.await(runs.rollBack("shop", "me").id());
    }

    private long count(String where) {
        return database.read(c -> Sql.number(c, "select count(*) from products where " + where));
    }

    /// Everything of the products that a rollback must put back.
    private List<String> catalogue() {
        return database.read(c -> Sql.list(
                c,
                "select * from products where status <> 'ARCHIVED' order by external_id",
                row -> String.join(
                        "|",
                        row.getString("external_id"),
                        row.getString("title"),
                        row.getString("url"),
                        String.valueOf(row.getString("description")),
                        row.getBigDecimal("price").toPlainString(),
                        row.getString("currency"),
                        row.getString("status"),
                        String.valueOf(row.getString("source")),
                        String.valueOf(row.getLong("content_hash")))));
    }

    private List<String> prices(String externalId) {
        return database.read(c -> Sql.list(
                c,
                "select h.price from price_history h join products p on p.id = h.product_id where p.external_id = ?"
                        + " order by h.at",
                row -> row.getBigDecimal(1).stripTrailingZeros().toPlainString(),
                externalId));
    }

    private long former() {
        return database.read(c -> Sql.number(c, "select count(*) from sync_former"));
    }

    @Test
    void aRollbackPutsBackWhatTheLastRunChangedAddedAndArchived() throws Exception {
        run(row("a", "5"), row("b", "5"), row("c", "5"));
        database.write(c -> Sql.update(c, "update products set status = 'INACTIVE' where external_id = 'c'"));
        List<String> before = catalogue();
        run(row("a", "6"), row("b", "5"), row("d", "7"));
        assertThat(count("status = 'ARCHIVED'")).isEqualTo(1);

        RollbackPlan plan = runs.rollbackPlan("shop");
        assertThat(plan.restored()).isEqualTo(1);
        assertThat(plan.broughtBack()).isEqualTo(1);
        assertThat(plan.archived()).isEqualTo(1);
        assertThat(plan.edited()).isZero();
        SyncRun back = rollBack();

        assertThat(back.state()).isEqualTo(SyncState.ROLLED_BACK);
        assertThat(back.counts()).isEqualTo(new SyncCounts(0, 1, 1, 0, 1, 0, 0, 0));
        assertThat(catalogue()).isEqualTo(before);
        assertThat(prices("a")).containsExactly("5", "6", "5");
        assertThat(former()).isZero();
        assertThat(actions).last().asString().startsWith("Rolled back 'shop'.");
        assertThat(runs.find(back.id()).state()).isEqualTo(SyncState.ROLLED_BACK);
    }

    @Test
    void theSameFeedSyncedAgainBringsTheGenerationBack() throws Exception {
        String[] second = {row("a", "6"), row("b", "5"), row("d", "7")};
        run(row("a", "5"), row("b", "5"), row("c", "5"));
        run(second);
        List<String> after = catalogue();
        rollBack();
        run(second);

        assertThat(catalogue()).isEqualTo(after);
        assertThat(prices("a")).containsExactly("5", "6", "5", "6");
    }

    @Test
    void whatAnOperatorEditedSinceStaysAndIsCounted() throws Exception {
        run(row("a", "5"), row("b", "5"));
        run(row("a", "6"), row("b", "6"), row("c", "6"), row("d", "6"));
        Instant edit = now.plusSeconds(1);
        database.write(c ->
                Sql.update(c, "update products set price = 9, updated_at = ? where external_id in ('a', 'c')", edit));

        assertThat(runs.rollbackPlan("shop").edited()).isEqualTo(2);
        SyncRun back = rollBack();

        assertThat(back.reason()).contains("2 were edited since");
        assertThat(count("external_id in ('a', 'c') and price = 9 and status = 'ACTIVE'"))
                .isEqualTo(2);
        assertThat(count("external_id = 'b' and price = 5")).isEqualTo(1);
        assertThat(count("external_id = 'd' and status = 'ARCHIVED'")).isEqualTo(1);
    }

    @Test
    void aRunThatChangesNothingLeavesTheWayBack() throws Exception {
        run(row("a", "5"));
        run(row("a", "6"));
        run(row("a", "6.00"));
        rollBack();

        assertThat(count("price = 5")).isEqualTo(1);
    }

    @Test
    void onlyTheLastGenerationIsKeptAndOnlyItsChangedRows() throws Exception {
        run(row("a", "5"), row("b", "5"));
        assertThat(former()).isZero();
        run(row("a", "6"), row("b", "6"));
        run(row("a", "7"), row("b", "6"));

        assertThat(former()).isEqualTo(1);
        rollBack();
        assertThat(count("external_id = 'a' and price = 6")).isEqualTo(1);
        assertThatThrownBy(() -> runs.rollBack("shop", "me"))
                .isInstanceOf(ApiException.class)
                .hasMessageContaining("nothing to take back");
    }

    @Test
    void anotherSourceIsNotTouchedAndADeletedOneForgetsItsWayBack() throws Exception {
        SourceRepository sources = new SourceRepository(database);
        sources.save(source("shop", null, null), now);
        run(row("a", "5"));
        run(source("other", null, null), new SyncJob.Order(false, false), row("x", "5"));
        run(row("a", "6"), row("b", "1"));
        rollBack();
        assertThat(count("source = 'other' and status = 'ACTIVE'")).isEqualTo(1);

        run(row("a", "7"));
        sources.delete("shop", now, Catalogues.uncached(() -> {}).renewal());
        assertThat(former()).isZero();
        assertThatThrownBy(() -> runs.rollbackPlan("shop")).isInstanceOf(ApiException.class);
    }

    @Test
    void whileARunIsUnderWayThereIsNoRollback() throws Exception {
        run(row("a", "5"));
        Long other = new SyncRepository(database).begin("shop", now);

        assertThat(other).isNotNull();
        assertThatThrownBy(() -> runs.rollBack("shop", "me"))
                .isInstanceOf(ApiException.class)
                .hasMessageContaining("under way");
    }

    @Test
    void aRollbackThatLostItsLockChangesNothing() throws Exception {
        run(row("a", "5"));
        run(row("a", "6"));
        SyncRepository repository = new SyncRepository(database);
        Long id = Objects.requireNonNull(repository.begin("shop", now));
        SyncRun run = Objects.requireNonNull(repository.find(id));
        now = now.plusSeconds(60);
        repository.fail(now.plusSeconds(1), now);
        RollbackJob job = new RollbackJob(
                run,
                repository,
                new GenerationRepository(database, Catalogues.uncached(() -> {}).renewal()),
                () -> now);
        job.run();

        assertThat(job.snapshot().state()).isEqualTo(SyncState.FAILED);
        assertThat(job.snapshot().reason()).contains("lost its lock");
        assertThat(count("price = 6")).isEqualTo(1);
        assertThat(former()).isEqualTo(1);
    }

    @Test
    void aRehearsalShowsWhatVanishesAndWhichPricesJump() throws Exception {
        run(row("a", "10"), row("b", "10"), row("c", "10"), row("d", "10"), row("e", "0 EUR"));
        SyncRun rehearsal = run(
                source("shop", null, null),
                new SyncJob.Order(true, false),
                row("a", "15"),
                row("b", "15.01"),
                row("c", "1"),
                row("e", "3"));

        assertThat(rehearsal.state()).isEqualTo(SyncState.REHEARSED);
        assertThat(rehearsal.counts().archived()).isEqualTo(1);
        SyncChanges seen = runs.changes(rehearsal.id(), 100);
        assertThat(seen.vanished()).extracting(SyncChange::externalId).containsExactly("d");
        assertThat(seen.priceJumps()).isEqualTo(3);
        assertThat(seen.jumps()).extracting(SyncChange::externalId).containsExactly("e", "c", "b");
        assertThat(seen.jumps().getLast().oldPrice()).isEqualByComparingTo("10");
        assertThat(seen.jumps().getLast().newPrice()).isEqualByComparingTo("15.01");
        assertThat(count("price = 10")).isEqualTo(4);
    }

    @Test
    void aRunWithTooManyJumpsStopsAndAsksIfItsSourceSaysSo() throws Exception {
        SourceDraft careful = source("shop", null, "0.3");
        run(row("a", "10"), row("b", "10"), row("c", "10"));
        String[] wrong = {row("a", "1000"), row("b", "10"), row("c", "10")};
        SyncRun asking = run(careful, new SyncJob.Order(false, false), wrong);

        assertThat(asking.state()).isEqualTo(SyncState.NEEDS_APPROVAL);
        assertThat(asking.reason()).contains("1 of 3 prices").contains("50 %");
        assertThat(runs.changes(asking.id(), 10).jumps()).hasSize(1);
        assertThat(count("price = 10")).isEqualTo(3);
        assertThat(run(careful, new SyncJob.Order(false, false, true), wrong).state())
                .isEqualTo(SyncState.DONE);
        assertThat(run(row("a", "1"), row("b", "1"), row("c", "1")).state()).isEqualTo(SyncState.DONE);
    }

    @Test
    void atMostAThousandChangesOfAKindAreKept() throws Exception {
        List<String> rows = new ArrayList<>();
        for (int i = 0; i < 1_100; i++) {
            rows.add(row("p" + i, "1"));
        }
        run(rows.toArray(String[]::new));
        rows.replaceAll(row -> row.replace("\t1\n", "\t2\n"));
        SyncRun rehearsal =
                run(source("shop", null, null), new SyncJob.Order(true, false), rows.toArray(String[]::new));

        assertThat(runs.changes(rehearsal.id(), 5_000).jumps()).hasSize(1_000);
        assertThat(runs.changes(rehearsal.id(), 5).priceJumps()).isEqualTo(1_100);
    }

    private Schedules schedules(List<String> started) {
        return new Schedules(
                new ScheduleRepository(database),
                started::add,
                (kind, text, actor) -> actions.add(text),
                java.time.ZoneId.of("UTC"),
                () -> now);
    }

    private void at(String instant, Schedules schedules) {
        now = Instant.parse(instant);
        schedules.startDue();
    }

    @Test
    void aScheduleStartsItsRunsInItsZoneAndMissedOnesOnce() {
        // 06:30 in Berlin: 05:30 UTC in winter, 04:30 in summer.
        new SourceRepository(database).save(source("shop", "30 6 * * *", null), Instant.parse("2026-03-02T00:00:00Z"));
        List<String> started = new ArrayList<>();
        Schedules schedules = schedules(started);

        at("2026-03-02T05:29:59Z", schedules);
        assertThat(started).isEmpty();
        assertThat(schedules.next("shop").at()).isEqualTo(Instant.parse("2026-03-02T05:30:00Z"));
        at("2026-03-02T05:30:00Z", schedules);
        at("2026-03-02T05:30:10Z", schedules);
        assertThat(started).hasSize(1);
        // The machine slept for four days.
        at("2026-03-06T12:00:00Z", schedules);
        at("2026-03-06T12:00:10Z", schedules);
        assertThat(started).hasSize(2);
        assertThat(schedules.next("shop").at()).isEqualTo(Instant.parse("2026-03-07T05:30:00Z"));
        at("2026-03-30T04:29:00Z", schedules);
        at("2026-03-30T04:30:00Z", schedules);
        assertThat(started).hasSize(4);
    }

    @Test
    void ofTwoServersOneStartsTheRun() {
        new SourceRepository(database).save(source("shop", "0 * * * *", null), now);
        ScheduleRepository repository = new ScheduleRepository(database);
        ScheduleRepository.Scheduled seen = Objects.requireNonNull(repository.find("shop"));

        assertThat(repository.claim(seen, now.plusSeconds(3_600))).isTrue();
        assertThat(repository.claim(seen, now.plusSeconds(3_600))).isFalse();
    }

    @Test
    void aRunThatCannotStartDoesNotEndTheSchedule() {
        new SourceRepository(database).save(source("shop", "0 * * * *", null), now);
        List<String> tried = new ArrayList<>();
        Schedules schedules = new Schedules(
                new ScheduleRepository(database),
                name -> {
                    tried.add(name);
                    throw ApiException.conflict("A sync of 'shop' is under way.");
                },
                (kind, text, actor) -> actions.add(text),
                java.time.ZoneId.of("UTC"),
                () -> now);
        at("2026-03-02T11:00:00Z", schedules);
        at("2026-03-02T12:00:00Z", schedules);

        assertThat(tried).hasSize(2);
        assertThat(actions).hasSize(2).allSatisfy(text -> assertThat(text).contains("left out"));
    }

    @Test
    void anotherScheduleCountsFromItsChangeAndTheSameOneGoesOn() {
        SourceRepository sources = new SourceRepository(database);
        List<String> started = new ArrayList<>();
        Schedules schedules = schedules(started);
        sources.save(source("shop", "0 11 * * *", null), Instant.parse("2026-03-02T08:00:00Z"));
        sources.save(source("shop", "0 11 * * *", null), Instant.parse("2026-03-02T10:30:00Z"));
        // 11:00 in Berlin was missed, and saving the source again did not hide that.
        at("2026-03-02T10:31:00Z", schedules);
        assertThat(started).hasSize(1);
        sources.save(source("shop", "0 9 * * *", null), now);
        at("2026-03-02T10:32:00Z", schedules);
        assertThat(started).hasSize(1);
    }

    @Test
    void aScheduleThatWasStoredBrokenSaysSoAndStartsNothing() {
        new SourceRepository(database).save(source("shop", "0 * * * *", null), now);
        database.write(c -> Sql.update(c, "update sync_sources set schedule = 'daily', last_scheduled = null"));
        List<String> started = new ArrayList<>();
        Schedules schedules = schedules(started);
        at("2026-03-02T11:00:00Z", schedules);
        at("2026-03-03T11:00:00Z", schedules);

        assertThat(started).isEmpty();
        assertThat(schedules.next("shop").fault()).contains("five fields");
    }

    @Test
    void aSyncStartsWhatIsDueWithItsBeat() throws Exception {
        Sync.Surroundings around = new Sync.Surroundings(
                folder.resolve("feeds"),
                false,
                event -> {},
                (kind, text, actor) -> actions.add(text),
                Catalogues.uncached(() -> {}),
                count -> {},
                () -> now,
                System::nanoTime,
                java.time.ZoneId.of("UTC"),
                dev.opsdeck.server.spans.Recorder.NONE);
        try (Sync sync = new Sync(database, around)) {
            new SourceRepository(database).save(source("shop", "0 * * * *", null), now);
            sync.beat();
            assertThat(runs.latest("shop")).isNull();
            now = now.plusSeconds(3_600);
            sync.beat();
            SyncRun started = Objects.requireNonNull(runs.latest("shop"));
            org.awaitility.Awaitility.await()
                    .until(
                            () -> new SyncRepository(database).find(started.id()),
                            run -> run != null && run.state() == SyncState.FAILED);
            assertThat(sync.start(new SyncRequest("shop", true, false), null).id())
                    .isGreaterThan(started.id());
        }
    }
}
