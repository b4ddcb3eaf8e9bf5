package dev.opsdeck.server.tracing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opsdeck.api.traces.Trace;
import dev.opsdeck.api.traces.TraceReason;
import dev.opsdeck.server.db.Database;
import dev.opsdeck.server.http.Json;
import dev.opsdeck.server.tracing.TraceRepository.Filter;
import dev.opsdeck.server.tracing.TraceRepository.Listed;
import dev.opsdeck.server.tracing.TraceRepository.Row;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Traces on a real database.
abstract class TraceRepositorySuite {

    private static final Filter ALL = new Filter(null, 0, null);

    @SuppressWarnings("NullAway.Init")
    private Database database;

    @SuppressWarnings("NullAway.Init")
    private TraceRepository repository;

    abstract Database open();

    @BeforeEach
    void openDatabase() {
        database = open();
        repository = new TraceRepository(database, new Json());
    }

    @AfterEach
    void closeDatabase() {
        database.close();
    }

    @Test
    void whatIsStoredIsReadBackWholeAlsoWhenItCameTwice() {
        Trace trace = Traces.request("0af7651916cd43dd8448eb211c80319c", TraceReason.SLOW, "/products", 1_200);
        repository.store(List.of(new Row(7, trace)));
        repository.store(List.of(new Row(7, trace)));
        assertThat(repository.find("0af7651916cd43dd8448eb211c80319c")).containsExactly(trace);
        assertThat(repository.find("0af7651916cd43dd8448eb211c80319d")).isEmpty();
        assertThat(repository.list(ALL, null, 10))
                .containsExactly(new Listed(new TraceCursor(7, "here"), trace.summary()));
    }

    @Test
    void theListIsFilteredPagedAndTrimmed() {
        for (int i = 1; i <= 9; i++) {
            TraceReason reason = i % 3 == 0 ? TraceReason.ERROR : TraceReason.SAMPLED;
            repository.store(List.of(new Row(
                    i, Traces.request(String.format("%032x", i), reason, i % 2 == 0 ? "/a/{id}" : "/b", i * 10))));
        }
        assertThat(ids(ALL, null)).containsExactly(9L, 8L, 7L, 6L);
        assertThat(ids(ALL, new TraceCursor(6, "here"))).containsExactly(5L, 4L, 3L, 2L);
        assertThat(ids(new Filter("/a", 0, null), null)).containsExactly(8L, 6L, 4L, 2L);
        assertThat(ids(new Filter(null, 80, null), null)).containsExactly(9L, 8L);
        assertThat(ids(new Filter(null, 0, true), null)).containsExactly(9L, 6L, 3L);
        assertThat(ids(new Filter("/b", 30, false), null)).containsExactly(7L, 5L);
        assertThat(repository.count(new Filter("/a", 0, null))).isEqualTo(4);

        assertThat(repository.trim(2)).isEqualTo(5);
        assertThat(ids(ALL, null)).containsExactly(9L, 8L, 7L, 6L);
    }

    private List<Long> ids(Filter filter, @Nullable TraceCursor after) {
        return repository.list(filter, after, 4).stream()
                .map(row -> row.cursor().id())
                .toList();
    }
}
