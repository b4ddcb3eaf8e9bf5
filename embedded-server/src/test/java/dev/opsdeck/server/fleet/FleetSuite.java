package dev.opsdeck.server.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opsdeck.api.health.Instance;
import dev.opsdeck.server.db.Database;
import dev.opsdeck.server.db.Dialect;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Who shares a database.
abstract class FleetSuite {

    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

    private Instant now = NOON;

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
    void everyInstanceIsListedWithItsLastSignOfLife() {
        Fleet first = fleet("first");
        first.beat();
        now = NOON.plusSeconds(10);
        Fleet second = fleet("second");
        second.beat();
        first.beat();

        assertThat(first.alive()).isEqualTo(second.alive());
        assertThat(first.alive()).extracting(Instance::instance).containsExactly("first", "second");
        assertThat(first.alive().getFirst())
                .isEqualTo(new Instance(
                        "first",
                        "0.1.0",
                        "host",
                        NOON,
                        NOON.plusSeconds(10),
                        database.dialect() == Dialect.H2 ? "h2" : "postgresql"));
    }

    @Test
    void oneThatLeavesAndOneThatIsSilentForAMinuteAreNotListed() {
        Fleet leaving = fleet("leaving");
        leaving.beat();
        fleet("killed").beat();
        leaving.leave();
        assertThat(leaving.alive()).extracting(Instance::instance).containsExactly("killed");

        now = NOON.plusSeconds(61);
        assertThat(leaving.alive()).isEmpty();
    }

    private Fleet fleet(String name) {
        return new Fleet(database, name, "0.1.0", "host", now, () -> now);
    }
}
