package dev.opsdeck.server.analytics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opsdeck.api.analytics.AnalyticsEvent;
import dev.opsdeck.api.analytics.EventKind;
import dev.opsdeck.server.db.Database;
import dev.opsdeck.server.db.DatabaseSettings;
import dev.opsdeck.server.db.Sql;
import dev.opsdeck.server.db.TestDatabases;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class AnalyticsAtSizeH2Test extends AnalyticsAtSizeSuite {

    @Override
    DatabaseSettings settings() {
        return TestDatabases.h2Settings();
    }

    /// In a file: a database in memory keeps the rows of a result there, however many they are.
    @Test
    void aBatchOfMoreRowsThanAResultKeepsInMemoryIsCountedWhole(@TempDir Path folder) {
        Instant now = Instant.parse("2026-11-23T12:00:00Z");
        List<AnalyticsEvent> batch = IntStream.range(0, 1_234)
                .mapToObj(i -> new AnalyticsEvent("e" + i, EventKind.PUBLICATION_CREATED, null, null, "p", null, null))
                .toList();
        try (Database file = Database.open(DatabaseSettings.h2File(folder, 2))) {
            file.write(c -> Sql.update(c, "set max_memory_rows 100"));
            EventRepository events = new EventRepository(file);

            assertThat(events.count(batch, now).taken()).isEqualTo(1_234);
            assertThat(events.count(batch, now).repeated()).isEqualTo(1_234);

            Period today = Period.last(1, () -> now);
            assertThat(new AnalyticsQueries(file).platforms(today).getFirst().publications())
                    .isEqualTo(1_234);
        }
    }
}
