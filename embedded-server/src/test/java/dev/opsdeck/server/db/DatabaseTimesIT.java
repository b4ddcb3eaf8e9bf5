package dev.opsdeck.server.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// How long a real PostgreSQL is waited for: a slow statement, a used-up pool, a frozen server, a stopped one.
final class DatabaseTimesIT {

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private static Path folder;

    @SuppressWarnings("NullAway.Init")
    private static RealPostgres postgres;

    @BeforeAll
    static void start() {
        postgres = RealPostgres.start(folder.resolve("postgres"));
    }

    @AfterAll
    static void stop() {
        postgres.close();
    }

    @Test
    void aStatementIsStoppedWhenItsTimeIsUp() {
        try (Database database = Database.open(settings(Duration.ofSeconds(1)))) {
            long begin = System.nanoTime();
            assertThatThrownBy(() -> database.read(c -> Sql.number(c, "select 1 from pg_sleep(20)")))
                    .isInstanceOf(DatabaseUnavailable.class)
                    .hasMessageContaining("took longer than 1 s");
            assertThat(since(begin)).isLessThan(Duration.ofSeconds(8));
            assertThat(database.pool().active()).isZero();
            assertThat(database.<Long>read(c -> Sql.number(c, "select 2"))).isEqualTo(2);
        }
    }

    @Test
    void untimedWorkMayTakeLonger() {
        try (Database database = Database.open(settings(Duration.ofSeconds(1)))) {
            assertThat(database.<Long>writeUntimed(c -> Sql.number(c, "select 3 from pg_sleep(2.5)")))
                    .isEqualTo(3);
        }
    }

    @Test
    void nothingIsSetOnASession() {
        try (Database database = Database.open(settings(Duration.ofSeconds(7)))) {
            // Set by the connection itself, not by a statement that could reach another client through a pooler.
            assertThat(database.<String>read(c -> Sql.list(
                                    c,
                                    "select setting || ' ' || source from pg_settings where name = 'statement_timeout'",
                                    row -> row.getString(1))
                            .getFirst()))
                    .isEqualTo("7000 client");
        }
    }

    @Test
    void whoFindsAllConnectionsInUseWaitsForTheSetTimeAndIsToldSo() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        DatabaseSettings settings = settings(Duration.ofSeconds(20), Duration.ofMillis(500));
        try (Database database = Database.open(settings);
                ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
            try {
                List<CompletableFuture<Void>> holders = new ArrayList<>();
                for (int i = 0; i < settings.poolSize(); i++) {
                    holders.add(CompletableFuture.runAsync(() -> takeAndHold(database, release), clients));
                }
                await().until(() -> database.pool().active() == settings.poolSize());
                List<CompletableFuture<Long>> waiting = new ArrayList<>();
                long begin = System.nanoTime();
                for (int i = 0; i < 50; i++) {
                    waiting.add(CompletableFuture.supplyAsync(
                            () -> database.<Long>read(c -> Sql.number(c, "select 1")), clients));
                }
                for (CompletableFuture<Long> one : waiting) {
                    assertThatThrownBy(one::get)
                            .isInstanceOf(ExecutionException.class)
                            .cause()
                            .isInstanceOf(DatabaseUnavailable.class)
                            .hasMessage("All 4 connections to the database are in use. Please try again in a moment.");
                }
                assertThat(since(begin)).isBetween(Duration.ofMillis(450), Duration.ofSeconds(8));
                assertThat(database.pool().waiting()).isZero();
                release.countDown();
                for (CompletableFuture<Void> holder : holders) {
                    holder.get();
                }
            } finally {
                release.countDown();
            }
            assertThat(database.pool().active()).isZero();
            assertThat(database.<Long>read(c -> Sql.number(c, "select 1"))).isEqualTo(1);
        }
    }

    @Test
    void aFrozenServerHoldsNobodyMuchLongerThanTheStatementTimeout() {
        try (Database database = Database.open(settings(Duration.ofSeconds(1)))) {
            database.read(c -> Sql.number(c, "select 1"));
            postgres.freeze();
            long begin = System.nanoTime();
            try {
                assertThatThrownBy(() -> database.read(c -> Sql.number(c, "select 1")))
                        .isInstanceOf(DatabaseUnavailable.class);
                assertThat(since(begin)).isLessThan(Duration.ofSeconds(9));
            } finally {
                postgres.thaw();
            }
            await().atMost(Duration.ofSeconds(10)).ignoreExceptions().until(() -> database.check() == null);
        }
    }

    @Test
    void aStoppedServerIsKnownToBeGoneAndFoundAgainAtOnce() {
        try (Database database = Database.open(settings(Duration.ofSeconds(3), Duration.ofSeconds(20)))) {
            postgres.stop();
            await().atMost(Duration.ofSeconds(25)).until(() -> millisToFail(database) < 500);
            assertThat(millisToFail(database)).isLessThan(500);
            postgres.start();
            long back = System.nanoTime();
            await().pollInterval(Duration.ofMillis(20)).ignoreExceptions().until(() -> database.check() == null);
            assertThat(since(back)).isLessThan(Duration.ofSeconds(2));
            assertThat(database.pool().active()).isZero();
        }
    }

    private static long millisToFail(Database database) {
        long begin = System.nanoTime();
        assertThatThrownBy(() -> database.read(c -> Sql.number(c, "select 1")))
                .isInstanceOf(DatabaseUnavailable.class)
                .hasMessageContaining("database")
                .hasMessageContaining("Please try again");
        return since(begin).toMillis();
    }

    /// A connection that is not open yet may be later than the patience on a busy machine.
    private static void takeAndHold(Database database, CountDownLatch release) {
        boolean held = false;
        while (!held && release.getCount() > 0) {
            try {
                database.read(c -> hold(release));
                held = true;
            } catch (DatabaseUnavailable e) {
                held = false;
            }
        }
    }

    private static long hold(CountDownLatch release) {
        try {
            release.await();
            return 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 1;
        }
    }

    private static DatabaseSettings settings(Duration statementTimeout) {
        return settings(statementTimeout, Duration.ofSeconds(5));
    }

    private static DatabaseSettings settings(Duration statementTimeout, Duration poolTimeout) {
        return new DatabaseSettings(
                postgres.url(),
                "postgres",
                "postgres",
                4,
                poolTimeout,
                statementTimeout,
                List.of(),
                DatabaseSettings.REPLICA_MAX_LAG);
    }

    private static Duration since(long nanos) {
        return Duration.ofNanos(System.nanoTime() - nanos);
    }
}
