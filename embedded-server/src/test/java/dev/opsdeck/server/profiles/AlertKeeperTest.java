package dev.opsdeck.server.profiles;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.opsdeck.api.profiles.Profile;
import dev.opsdeck.api.profiles.ProfileState;
import dev.opsdeck.server.db.Database;
import dev.opsdeck.server.db.DatabaseSettings;
import dev.opsdeck.server.http.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import jdk.jfr.Recording;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is kept of an alert while the database is gone, which may be what the alert is about.
final class AlertKeeperTest {

    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
    private static final String ALERT = "00000000000000a1";

    /// One connection: who holds it, has the database.
    private final Database database = Database.open(new DatabaseSettings(
            "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1",
            null,
            null,
            1,
            Duration.ofMillis(250),
            DatabaseSettings.STATEMENT_TIMEOUT,
            List.of(),
            DatabaseSettings.REPLICA_MAX_LAG));

    private final CountDownLatch back = new CountDownLatch(1);
    private final AtomicInteger asked = new AtomicInteger();

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @AfterEach
    void close() {
        database.close();
    }

    private ProfileRepository repository() {
        return new ProfileRepository(database, new Json(), "here");
    }

    /// Its clock is read at every attempt to get a number.
    private ProfileShelf shelf() {
        return new ProfileShelf(repository(), new ProfileFolder(folder), () -> {
            asked.incrementAndGet();
            return NOON;
        });
    }

    private AlertKeeper keeper(ProfileShelf shelf) {
        return new AlertKeeper(
                shelf, repository(), ProfileSettings.DEFAULT, (text, actor) -> {}, Duration.ofMillis(10));
    }

    @Test
    void whatIsRecordedIsWrittenAtOnceAndGetsItsNumberWhenTheDatabaseIsBack() throws Exception {
        ProfileShelf shelf = shelf();
        Thread holder = hold();
        try (AlertKeeper keeper = keeper(shelf)) {
            Thread keeping = keep(keeper);
            await().atMost(Duration.ofSeconds(50)).until(() -> asked.get() >= 3);
            assertThat(folder.resolve("alert-" + ALERT + ".raw")).isNotEmptyFile();
            back.countDown();
            keeping.join();
            holder.join();
        }
        List<Profile> kept = repository().own();
        assertThat(kept).hasSize(1);
        assertThat(kept.getFirst().alertId()).isEqualTo(ALERT);
        assertThat(kept.getFirst().state()).isEqualTo(ProfileState.DONE);
        assertThat(folder).isDirectoryNotContaining("glob:**.raw");
    }

    @Test
    void whoIsClosedBeforeThatWaitsForNobodyAndLeavesNothing() throws Exception {
        ProfileShelf shelf = shelf();
        Thread holder = hold();
        AlertKeeper keeper = keeper(shelf);
        Thread keeping = keep(keeper);
        await().atMost(Duration.ofSeconds(50)).until(() -> asked.get() >= 3);
        keeper.close();
        keeping.join();
        back.countDown();
        holder.join();
        shelf.trim();
        assertThat(repository().own()).isEmpty();
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void oneOfTenMinutesIsKept() {
        AlertKeeper keeper = keeper(shelf());
        assertThat(keeper.claim(NOON)).isTrue();
        assertThat(keeper.claim(NOON.plusSeconds(599))).isFalse();
        assertThat(keeper.claim(NOON.plusSeconds(600))).isTrue();
        assertThat(keeper.claim(NOON.plusSeconds(601))).isFalse();
    }

    private Thread hold() throws InterruptedException {
        CountDownLatch held = new CountDownLatch(1);
        Thread holder = Thread.ofVirtual()
                .start(() -> database.readPrimary(c -> {
                    held.countDown();
                    return released();
                }));
        held.await();
        return holder;
    }

    private boolean released() {
        try {
            back.await();
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static Thread keep(AlertKeeper keeper) {
        return Thread.ofVirtual().start(() -> keeper.keep(ALERT, AlertKeeperTest::recorded));
    }

    private static Recorded recorded(Path raw) throws IOException {
        try (Recording recording = new Recording(Events.settings(Events.sampler(), Events.SELDOM, 10))) {
            recording.start();
            recording.stop();
            recording.dump(raw);
            return new Recorded(Events.sampler(), NOON.minusSeconds(300), NOON);
        }
    }
}
