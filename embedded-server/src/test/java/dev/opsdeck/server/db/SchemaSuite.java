package dev.opsdeck.server.db;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/// When a start goes through the steps of the schema.
abstract class SchemaSuite {

    private final DatabaseSettings settings = make();

    /// An empty database.
    abstract DatabaseSettings make();

    @Test
    void aSchemaAtTheNewestStepIsNotGoneThroughAgain() {
        afterTheFirstStart("update \"flyway_schema_history\" set \"checksum\" = 1 where \"version\" = '1'");
        // Flyway would refuse it.
        assertThatCode(this::open).doesNotThrowAnyException();
    }

    @Test
    void aSchemaThatLacksAStepOrHasOneThatFailedIsAMatterForFlyway() {
        afterTheFirstStart("update \"flyway_schema_history\" set \"success\" = false where \"version\" = '3'");
        assertThatThrownBy(this::open)
                .isInstanceOf(DatabaseUnavailable.class)
                .hasMessageContaining("could not be brought to this version's schema");
    }

    @Test
    void aSchemaOfANewerVersionIsRefused() {
        afterTheFirstStart("""
                insert into "flyway_schema_history"
                select 1 + max("installed_rank"), '9999', 'later', 'SQL', 'V9999__later.sql', 1, 'x', now(), 1, true
                from "flyway_schema_history"
                """);
        assertThatThrownBy(this::open)
                .isInstanceOf(DatabaseUnavailable.class)
                .hasMessageContaining("by a newer Opsdeck");
    }

    private void afterTheFirstStart(String change) {
        open(change);
    }

    private void open() {
        open("select 1");
    }

    private void open(String change) {
        try (Database database = Database.open(settings)) {
            database.write(c -> c.createStatement().execute(change));
        }
    }
}
