package dev.opsdeck.server.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.opsdeck.server.TwoInstances;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A real primary with a real streaming replica: where reads go when it is well, behind, killed, frozen, or another
/// one.
final class ReplicasIT {

    private static final Duration LONG = Duration.ofSeconds(30);

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private static Path folder;

    @SuppressWarnings("NullAway.Init")
    private static RealPostgres primary;

    @SuppressWarnings("NullAway.Init")
    private static RealPostgres replica;

    @SuppressWarnings("NullAway.Init")
    private Database database;

    @BeforeAll
    static void start() throws Exception {
        primary = RealPostgres.start(folder.resolve("primary"));
        replica = primary.replica(folder.resolve("replica"));
        primary.sql(
                "create schema aside; create table aside.notes (id integer primary key, text varchar(40) not null)");
        primary.sql("insert into aside.notes values (1, 'first')");
    }

    @AfterAll
    static void stop() {
        replica.close();
        primary.close();
    }

    @BeforeEach
    void open() {
        database = Database.open(primary.settings(replica));
        awaitReplica();
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void readsGoToTheReplicaAndWritesAndWhatMustBeTheLatestToThePrimary() {
        assertThat(inRecovery()).isTrue();
        assertThat(database.<Boolean>readPrimary(c -> Sql.number(c, IN_RECOVERY) == 1))
                .isFalse();
        assertThat(database.<Boolean>write(c -> Sql.number(c, IN_RECOVERY) == 1))
                .isFalse();
        assertThat(database.<Boolean>writeUntimed(c -> Sql.number(c, IN_RECOVERY) == 1))
                .isFalse();
        assertThat(database.check()).isNull();
        assertThat(database.pool().max()).isEqualTo(8);
    }

    @Test
    void onAnIdlePrimaryReadsStayWithTheReplica() {
        // Longer than the largest lag, which is a second, without a single write.
        long until = System.nanoTime() + Duration.ofMillis(1_600).toNanos();
        long elsewhere = 0;
        while (System.nanoTime() - until < 0) {
            elsewhere += inRecovery() ? 0 : 1;
        }
        assertThat(elsewhere).isZero();
    }

    @Test
    void ownWritesAreReadAtOnceHoweverFarTheReplicaIs() throws Exception {
        replica.sql("select pg_wal_replay_pause()");
        try {
            write("second");
            assertThat(text()).isEqualTo("second");
            assertThat(inRecovery()).isFalse();
            await().atMost(LONG).until(() -> database.check() != null);
            assertThat(database.check()).contains("is too far behind").contains("reads go to the primary");
            assertThat(text()).isEqualTo("second");
        } finally {
            replica.sql("select pg_wal_replay_resume()");
        }
        awaitReplica();
        assertThat(text()).isEqualTo("second");
        assertThat(database.check()).isNull();
    }

    @Test
    void writesOfOthersAreReadWhenTheyAreDemandedAndElseWithinTheLag() throws Exception {
        replica.sql("select pg_wal_replay_pause()");
        try {
            primary.sql("update aside.notes set text = 'of another' where id = 1");
            database.demandFreshReads();
            assertThat(text()).isEqualTo("of another");
            primary.sql("update aside.notes set text = 'and again' where id = 1");
            long written = System.nanoTime();
            // However slow this machine is: what is asked half a second after the lag shows it.
            await().atMost(LONG).until(() -> {
                long asked = System.nanoTime();
                boolean seen = text().equals("and again");
                assertThat(seen || asked - written < Duration.ofMillis(1_500).toNanos())
                        .isTrue();
                return seen;
            });
        } finally {
            replica.sql("select pg_wal_replay_resume()");
        }
    }

    /// What the caches of a server were filled with may come from the replica, but never from before a write of the
    /// other server that it has heard of.
    @Test
    void twoServersShowEachOthersWritesWithinASecondWhileTheReplicaStandsStill() throws Exception {
        try (TwoInstances both = TwoInstances.start(folder, primary.settings(replica), null)) {
            both.writesReachTheOther();
            replica.sql("select pg_wal_replay_pause()");
            try {
                both.writesReachTheOther();
            } finally {
                replica.sql("select pg_wal_replay_resume()");
            }
            both.writesReachTheOther();
        }
        awaitReplica();
    }

    /// Every client writes, then reads until the replica has answered it, and again: no read ever shows less than
    /// what its own client has written.
    @Test
    void everyClientReadsItsOwnWritesUnderLoad() {
        database.write(c -> Sql.update(c, "delete from aside.notes where id >= 100"));
        AtomicInteger stale = new AtomicInteger();
        AtomicInteger fromReplica = new AtomicInteger();
        List<CompletableFuture<Void>> running;
        try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
            running = IntStream.range(100, 104)
                    .mapToObj(id -> CompletableFuture.runAsync(() -> writeAndRead(id, stale, fromReplica), clients))
                    .toList();
        }
        running.forEach(CompletableFuture::join);
        assertThat(stale).hasValue(0);
        assertThat(fromReplica.get()).isGreaterThanOrEqualTo(4 * 10);
    }

    private void writeAndRead(int id, AtomicInteger stale, AtomicInteger fromReplica) {
        database.write(c -> Sql.update(c, "insert into aside.notes values (?, '0')", id));
        for (int round = 1; round <= 10; round++) {
            String written = String.valueOf(round);
            database.write(c -> Sql.update(c, "update aside.notes set text = ? where id = ?", written, id));
            long giveUp = System.nanoTime() + LONG.toNanos();
            boolean there = false;
            while (!there && System.nanoTime() - giveUp < 0) {
                there = database.<Boolean>read(c -> {
                    long replica = Sql.number(c, IN_RECOVERY);
                    String found = required(c, "select text from aside.notes where id = " + id);
                    stale.addAndGet(found.equals(written) ? 0 : 1);
                    return replica == 1;
                });
            }
            fromReplica.addAndGet(there ? 1 : 0);
        }
    }

    @Test
    void whenTheReplicaIsKilledNoReadFailsAndItTakesReadsAgainWhenItIsBack() {
        try (Readers readers = new Readers()) {
            readers.awaitMore();
            replica.kill();
            await().atMost(LONG).until(() -> database.check() != null);
            assertThat(database.check()).contains("is out of reach").doesNotContain("user=");
            assertThat(database.pool().max()).isEqualTo(4);
            readers.awaitMore();
            replica.start();
            awaitReplica();
        }
        assertThat(database.check()).isNull();
    }

    @Test
    void readsThatHangOnAFrozenReplicaGoOnAtThePrimary() {
        try (Readers readers = new Readers()) {
            readers.awaitMore();
            replica.freeze();
            try {
                await().atMost(LONG).until(() -> database.check() != null);
                readers.awaitMore();
            } finally {
                replica.thaw();
            }
            // Two seconds until the watching thread gives it up, not the three of the statement timeout and more.
            assertThat(readers.slowest()).isLessThan(Duration.ofSeconds(5));
        }
        awaitReplica();
    }

    @Test
    void aServerThatIsNoReplicaOfThisDatabaseIsNeverReadFrom() {
        try (RealPostgres stranger = RealPostgres.start(folder.resolve("stranger"));
                Database misled = Database.open(primary.settings(stranger))) {
            await().atMost(LONG).until(() -> misled.check() != null);
            assertThat(misled.check()).contains("is no replica of this database");
            assertThat(misled.<String>read(c -> required(c, "select text from aside.notes where id = 1")))
                    .isNotEmpty();
        }
    }

    @Test
    void aServerStartsWithoutItsReplica() {
        replica.stop();
        try (Database alone = Database.open(primary.settings(replica))) {
            await().atMost(LONG).until(() -> alone.check() != null);
            assertThat(alone.check()).contains("is out of reach");
            assertThat(alone.<String>read(c -> required(c, "select text from aside.notes where id = 1")))
                    .isNotEmpty();
        } finally {
            replica.start();
        }
        awaitReplica();
    }

    private static final String IN_RECOVERY = "select case when pg_is_in_recovery() then 1 else 0 end";

    /// Three clients that read one after the other until they are closed, and whose reads must not fail.
    private final class Readers implements AutoCloseable {

        private final ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor();
        private final AtomicBoolean ended = new AtomicBoolean();
        private final AtomicLong reads = new AtomicLong();
        private final AtomicLong slowestNanos = new AtomicLong();
        private final List<CompletableFuture<Void>> running = Stream.generate(
                        () -> CompletableFuture.runAsync(this::read, clients))
                .limit(3)
                .toList();

        private void read() {
            while (!ended.get()) {
                long begin = System.nanoTime();
                text();
                slowestNanos.accumulateAndGet(System.nanoTime() - begin, Math::max);
                reads.incrementAndGet();
            }
        }

        void awaitMore() {
            long before = reads.get();
            await().atMost(LONG).until(() -> reads.get() > before + 100);
        }

        Duration slowest() {
            return Duration.ofNanos(slowestNanos.get());
        }

        @Override
        public void close() {
            ended.set(true);
            clients.close();
            running.forEach(CompletableFuture::join);
        }
    }

    private void awaitReplica() {
        await().atMost(LONG).until(this::inRecovery);
    }

    private boolean inRecovery() {
        return database.<Boolean>read(c -> Sql.number(c, IN_RECOVERY) == 1);
    }

    private void write(String text) {
        database.write(c -> Sql.update(c, "update aside.notes set text = ? where id = 1", text));
    }

    private String text() {
        return database.<String>read(c -> required(c, "select text from aside.notes where id = 1"));
    }

    private static String required(java.sql.Connection c, String sql) throws java.sql.SQLException {
        return Sql.list(c, sql, row -> row.getString(1)).getFirst();
    }
}
