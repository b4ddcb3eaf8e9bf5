package dev.opsdeck.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.opsdeck.api.sync.SyncState;
import dev.opsdeck.server.db.Database;
import dev.opsdeck.server.db.DatabaseSettings;
import dev.opsdeck.server.db.Sql;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Kills a serving backend in the middle of a sync, as `kill -9` does, at moments that differ from round to round. It
/// must start again by itself, with the former or the new generation, whole, and nothing to tidy up by hand.
/// `-Dopsdeck.kills=20` does it twenty times. A round whose sync had ended before the kill does not count,
/// and kills after it come earlier.
class KilledSyncIT {

    private static final int PRODUCTS = 8_000;
    private static final int KILLS = Integer.getInteger("opsdeck.kills", 2);
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    private Path folder;

    @Test
    void aBackendKilledInASyncHasTheFormerOrTheNewGeneration() throws Exception {
        Random random = new Random(23);
        long whole = untilDone(1);
        assertThat(generation()).isEqualTo(1);
        int before = 1;
        int killed = 0;
        for (int round = 0; killed < KILLS; round++) {
            assertThat(round).as("rounds for %d kills", killed).isLessThan(4 * KILLS);
            int next = before + 1;
            boolean ended;
            try (BackendProcess backend = BackendProcess.start(folder)) {
                long run = sync(backend, next);
                long after = random.nextLong(whole);
                long moment = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(after);
                await().pollInterval(Duration.ofMillis(10))
                        .atMost(Duration.ofMillis(whole).plusSeconds(30))
                        .until(() -> System.nanoTime() - moment >= 0);
                ended = !state(backend, run).equals("running");
                backend.kill();
                // The machine was busier when the first one was timed: this one shows how long it takes at most.
                whole = ended ? Math.max(1, after) : whole;
            }
            killed += ended ? 0 : 1;

            // It starts again before anybody looks into its file.
            try (BackendProcess again = BackendProcess.start(folder)) {
                assertThat(again.get("/health/ready").statusCode()).isEqualTo(200);
            }
            int now = generation();
            assertThat(now).as("generation after round %d", round).isIn(before, next);
            if (ended) {
                assertThat(now).isEqualTo(next);
            }
            before = now;
        }
        untilDone(before + 1);
        assertThat(generation()).isEqualTo(before + 1);
    }

    /// The generation that every product belongs to: its price.
    private int generation() {
        try (Database database = Database.open(DatabaseSettings.h2File(folder, 4))) {
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

    /// Syncs a generation to its end, and says how many milliseconds the run took.
    private long untilDone(int generation) throws IOException, InterruptedException {
        try (BackendProcess backend = BackendProcess.start(folder)) {
            if (generation == 1) {
                addSource(backend);
            }
            long begin = System.nanoTime();
            long run = sync(backend, generation);
            await().pollInterval(Duration.ofMillis(20))
                    .atMost(Duration.ofMinutes(1))
                    .until(() -> state(backend, run).equals("done"));
            long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin);
            assertThat(backend.terminate()).isEqualTo(143);
            return millis;
        }
    }

    private static void addSource(BackendProcess backend) throws IOException, InterruptedException {
        HttpResponse<String> added =
                backend.post("/products/sources", "{\"name\":\"shop\",\"network\":\"net\",\"url\":\"file:shop\"}");
        assertThat(added.statusCode()).as(added.body()).isEqualTo(201);
    }

    /// Uploads the feed of a generation and starts its sync.
    private static long sync(BackendProcess backend, int generation) throws IOException, InterruptedException {
        StringBuilder feed = new StringBuilder("id\ttitle\tlink\tprice\n");
        for (int id = 1; id <= PRODUCTS; id++) {
            feed.append(id + "\tProduct " + id + "\thttps://shop.example/" + id + "\t" + generation + " EUR\n");
        }
        HttpResponse<String> uploaded = backend.send(
                backend.request("/products/sources/shop/file").PUT(BodyPublishers.ofString(feed.toString())));
        assertThat(uploaded.statusCode()).as(uploaded.body()).isEqualTo(200);
        HttpResponse<String> started = backend.post("/products/sync", "{\"source\":\"shop\"}");
        assertThat(started.statusCode()).as(started.body()).isEqualTo(202);
        return JSON.readTree(started.body()).get("id").asLong();
    }

    private static String state(BackendProcess backend, long run) throws IOException, InterruptedException {
        return JSON.readTree(backend.get("/products/sync/" + run).body())
                .at("/run/state")
                .asText();
    }
}
