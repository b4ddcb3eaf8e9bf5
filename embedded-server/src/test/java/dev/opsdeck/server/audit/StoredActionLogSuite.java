package dev.opsdeck.server.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opsdeck.api.Page;
import dev.opsdeck.api.live.LogEntry;
import dev.opsdeck.api.live.LogEntry.Kind;
import dev.opsdeck.server.db.Database;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The log of actions on a real database.
abstract class StoredActionLogSuite {

    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

    private Instant now = NOON;
    private final InstantSource clock = () -> now;
    private final List<LogEntry> live = new CopyOnWriteArrayList<>();

    @SuppressWarnings("NullAway.Init")
    private Database database;

    abstract Database open();

    @BeforeEach
    void openDatabase() {
        database = open();
    }

    @AfterEach
    void closeDatabase() {
        database.close();
    }

    @Test
    void aLineIsShownAtOnceAndThereAfterARestart() {
        try (StoredActionLog log = log("here")) {
            log.log(Kind.FLUSH, "Flushed 12 cache entries.", "operator from 127.0.0.1");
            assertThat(live).extracting(LogEntry::text).containsExactly("Flushed 12 cache entries.");
            assertThat(all(log).data()).isEqualTo(live);
        }
        try (StoredActionLog restarted = log("here")) {
            Page<LogEntry> page = all(restarted);
            assertThat(page.data()).isEqualTo(live);
            assertThat(page.total()).isEqualTo(1);
        }
    }

    @Test
    void linesOfTheSameMomentKeepTheirOrderNewestFirst() {
        try (StoredActionLog log = log("here")) {
            for (int i = 0; i < 20; i++) {
                log.log(Kind.PRODUCT, "line " + i, null);
            }
            assertThat(all(log).data()).isEqualTo(live.reversed());
        }
        try (StoredActionLog log = log("here")) {
            assertThat(all(log).data()).isEqualTo(live.reversed());
            assertThat(log.list(NOON, NOON.plusSeconds(1), 5).data())
                    .isEqualTo(live.reversed().subList(0, 5));
            assertThat(log.list(NOON, NOON.plusSeconds(1), 5).total()).isEqualTo(20);
        }
    }

    @Test
    void aStretchOfTimeIncludesItsBeginningAndNotItsEnd() {
        try (StoredActionLog log = log("here")) {
            for (int i = 0; i < 3; i++) {
                now = NOON.plusSeconds(i);
                log.log(Kind.SYNC, "line " + i, null);
            }
            assertThat(log.list(NOON, NOON.plusSeconds(2), 10).data())
                    .extracting(LogEntry::text)
                    .containsExactly("line 1", "line 0");
        }
    }

    @Test
    void aTextThatIsTooLongIsCutAndNotLost() {
        try (StoredActionLog log = log("here")) {
            log.log(Kind.WARNING, "x".repeat(5_000) + "\0", "y".repeat(500));
        }
        try (StoredActionLog log = log("here")) {
            assertThat(all(log).data()).singleElement().satisfies(entry -> {
                assertThat(entry.text()).hasSize(1_000).endsWith("x…");
                assertThat(entry.actor()).hasSize(200);
            });
        }
    }

    @Test
    void serversThatShareADatabaseDoNotOverwriteEachOther() {
        try (StoredActionLog here = log("here");
                StoredActionLog there = log("there")) {
            here.log(Kind.START, "Started here.", null);
            there.log(Kind.START, "Started there.", null);
        }
        try (StoredActionLog log = log("here")) {
            assertThat(all(log).data())
                    .extracting(LogEntry::text)
                    .containsExactlyInAnyOrder("Started here.", "Started there.");
        }
    }

    @Test
    void whatIsOlderThanThirteenMonthsIsForgotten() {
        try (StoredActionLog log = log("here")) {
            log.log(Kind.START, "old", null);
        }
        now = NOON.plus(StoredActionLog.KEPT).plusSeconds(1);
        try (StoredActionLog log = log("here")) {
            log.log(Kind.START, "new", null);
            log.trim();
            assertThat(log.list(NOON, NOON.plus(Duration.ofDays(800)), 10).data())
                    .extracting(LogEntry::text)
                    .containsExactly("new");
        }
    }

    private StoredActionLog log(String node) {
        return new StoredActionLog(database, node, clock, live::add);
    }

    private static Page<LogEntry> all(StoredActionLog log) {
        return log.list(NOON.minusSeconds(60), NOON.plusSeconds(60), 100);
    }
}
