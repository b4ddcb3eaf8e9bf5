package dev.opsdeck.server.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opsdeck.api.sync.SyncState;
import dev.opsdeck.server.db.Database;
import dev.opsdeck.server.db.DatabaseSettings;
import dev.opsdeck.server.db.Sql;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Kills a process in the middle of a sync, as `kill -9` does, at moments that differ from round to round. The next
/// opening must find the former or the new generation, whole, and nothing to tidy up by hand. `-Dopsdeck.kills=20` does
/// it twenty times.
class KilledSyncIT {

    private static final int PRODUCTS = 8_000;
    private static final int KILLS = Integer.getInteger("opsdeck.kills", 3);

    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    private Path folder;

    @Test
    void aKilledSyncLeavesTheFormerOrTheNewGeneration() throws Exception {
        Random random = new Random(23);
        long whole = lasting(feed(1));
        assertThat(generation()).isEqualTo(1);
        int before = 1;
        int killed = 0;
        for (int round = 0; round < KILLS; round++) {
            int next = before + 1;
            Process process = sync(feed(next));
            boolean ended = process.waitFor(whole / 5 + random.nextLong(whole), TimeUnit.MILLISECONDS);
            process.destroyForcibly().waitFor();
            killed += ended ? 0 : 1;

            int now = generation();
            assertThat(now).as("generation after round %d", round).isIn(before, next);
            if (ended) {
                assertThat(now).isEqualTo(next);
            }
            before = now;
        }
        assertThat(killed).as("runs that were killed before their end").isPositive();
        lasting(feed(before + 1));
        assertThat(generation()).isEqualTo(before + 1);
    }

    /// The generation that every product belongs to: its price. Opening tidies up as a server's start does.
    private int generation() {
        try (Database database = Database.open(DatabaseSettings.h2File(folder, 4))) {
            Sync.Surroundings around = new Sync.Surroundings(
                    folder.resolve("feeds"),
                    true,
                    event -> {},
                    (kind, text, actor) -> {},
                    () -> {},
                    count -> {},
                    InstantSource.system(),
                    System::nanoTime);
            new Sync(database, around).close();
            return database.read(c -> {
                assertThat(Sql.number(c, "select count(*) from products where status = 'ACTIVE'"))
                        .isEqualTo(PRODUCTS);
                assertThat(Sql.number(c, "select count(distinct price) from products"))
                        .isEqualTo(1);
                assertThat(Sql.number(c, "select count(*) from sync_runs where state = ?", SyncState.RUNNING))
                        .isZero();
                assertThat(Sql.number(
                                c,
                                "select count(*) from information_schema.tables"
                                        + " where lower(table_name) like 'sync_staging_%'"))
                        .isZero();
                int price = (int) Sql.number(c, "select max(price) from products");
                assertThat(Sql.number(c, "select count(*) from price_history"))
                        .isEqualTo(Sql.number(c, "select count(*) from price_history where price <= ?", price));
                return price;
            });
        }
    }

    private Path feed(int generation) throws IOException {
        Path file = folder.resolve("feed.tsv");
        try (Writer out = Files.newBufferedWriter(file)) {
            out.write("id\ttitle\tlink\tprice\n");
            for (int id = 1; id <= PRODUCTS; id++) {
                out.write(id + "\tProduct " + id + "\thttps://shop.example/" + id + "\t" + generation + " EUR\n");
            }
        }
        return file;
    }

    /// Syncs to the end, and says how many milliseconds it took.
    private long lasting(Path feed) throws IOException, InterruptedException {
        long begin = System.nanoTime();
        assertThat(sync(feed).waitFor()).isZero();
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin);
    }

    private Process sync(Path feed) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx128m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "dev.opsdeck.server.Main",
                        "sync",
                        feed.toString(),
                        "--data",
                        folder.toString(),
                        "--source",
                        "shop",
                        "--network",
                        "net",
                        "--json")
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("sync.log").toFile())
                .start();
    }
}
