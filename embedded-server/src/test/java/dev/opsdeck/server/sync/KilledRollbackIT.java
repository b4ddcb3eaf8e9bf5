package dev.opsdeck.server.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opsdeck.api.sync.SourceDraft;
import dev.opsdeck.api.sync.SyncRun;
import dev.opsdeck.api.sync.SyncState;
import dev.opsdeck.server.db.Database;
import dev.opsdeck.server.db.DatabaseSettings;
import dev.opsdeck.server.db.Sql;
import dev.opsdeck.server.sync.feed.FeedLimits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A process that dies in a rollback, or in the sync after it, leaves one generation or the other and never a mixture:
/// the price of every product tells its generation. `-Dopsdeck.kills=20` kills more often than the build.
class KilledRollbackIT {

    private static final int PRODUCTS = 4_000;
    private static final int KILLS = Integer.getInteger("opsdeck.kills", 8);

    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    private Path folder;

    /// What the killed process runs: syncs the feed and takes it back, in turn, until it is killed.
    public static void main(String[] args) throws Exception {
        Path folder = Path.of(args[0]);
        try (Database database = Database.open(DatabaseSettings.h2File(folder, 4));
                SyncRuns runs = runs(database, folder)) {
            runs.recoverAtStart();
            System.out.println("begun");
            while (true) {
                sync(runs, folder, 2);
                runs.await(runs.rollBack("shop", null).id());
            }
        }
    }

    private static SyncRuns runs(Database database, Path folder) {
        return new SyncRuns(
                database,
                new FeedOpener(new FeedFolder(folder), new AddressGuard(true), FeedLimits.STANDARD),
                new SyncRuns.Outlets(run -> {}, (kind, text, actor) -> {}, Catalogues.uncached(() -> {}), count -> {}),
                InstantSource.system(),
                System::nanoTime);
    }

    private static SyncRun sync(SyncRuns runs, Path folder, int price) throws IOException, InterruptedException {
        StringBuilder text = new StringBuilder("id\ttitle\tlink\tprice\n");
        for (int id = 1; id <= PRODUCTS; id++) {
            text.append(id)
                    .append("\tPan\thttps://shop.example/")
                    .append(id)
                    .append('\t')
                    .append(price)
                    .append(" EUR\n");
        }
        Path file = Files.writeString(folder.resolve("feed.tsv"), text);
        FeedOpener opener = new FeedOpener(new FeedFolder(folder), new AddressGuard(true), FeedLimits.STANDARD);
        SourceDraft source = new SourceDraft("shop", "net", "file:shop", null, null, null, null, null, null);
        return runs.await(runs.start(source, () -> opener.file(file), new SyncJob.Order(false, false), null)
                .id());
    }

    @Test
    void aKilledRollbackLeavesOneGeneration() throws Exception {
        try (Database database = Database.open(DatabaseSettings.h2File(folder, 4));
                SyncRuns runs = runs(database, folder)) {
            assertThat(sync(runs, folder, 1).state()).isEqualTo(SyncState.DONE);
        }
        Random random = new Random(7);
        for (int round = 0; round < KILLS; round++) {
            Process process = process();
            assertThat(process.inputReader().readLine()).isEqualTo("begun");
            assertThat(process.waitFor(random.nextLong(2_000), TimeUnit.MILLISECONDS))
                    .as("killed before its end")
                    .isFalse();
            process.destroyForcibly().waitFor();
            check(round);
        }
    }

    private void check(int round) throws Exception {
        try (Database database = Database.open(DatabaseSettings.h2File(folder, 4));
                SyncRuns runs = runs(database, folder)) {
            runs.recoverAtStart();
            database.read(c -> {
                long price = Sql.number(c, "select max(price) from products");
                assertThat(price).as("generation after round %d", round).isIn(1L, 2L);
                assertThat(Sql.number(c, "select count(*) from products where status = 'ACTIVE' and price = ?", price))
                        .isEqualTo(PRODUCTS);
                // The way back is there exactly when there is something to take back.
                assertThat(Sql.number(c, "select count(*) from sync_former")).isEqualTo(price == 2 ? PRODUCTS : 0);
                assertThat(Sql.number(
                                c,
                                "select count(*) from price_history h where exists (select 1 from price_history"
                                        + " g where g.product_id = h.product_id and g.at < h.at and g.price = h.price and not"
                                        + " exists (select 1 from price_history b where b.product_id = h.product_id and b.at > g.at"
                                        + " and b.at < h.at))"))
                        .as("two equal prices after one another")
                        .isZero();
                return price;
            });
        }
    }

    private Process process() throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx128m",
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        KilledRollbackIT.class.getName(),
                        folder.toString())
                .redirectError(folder.resolve("killed.log").toFile())
                .start();
    }
}
