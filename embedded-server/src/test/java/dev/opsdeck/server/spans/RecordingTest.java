package dev.opsdeck.server.spans;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opsdeck.api.traces.SpanKind;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What is written down of a request while it is under way.
final class RecordingTest {

    private final Recording recording = new Recording(100);

    @Test
    void whatIsDoneInsideOfASpanIsAPartOfIt() {
        recording.add(SpanKind.QUERY, "select 1", 110, 120, 1, null);
        Span lookup = recording.begin(SpanKind.CACHE, "products", 130);
        recording.add(SpanKind.QUERY, "select 2", 130, 150, 2, null);
        recording.end(lookup, 160, "database");
        recording.add(SpanKind.QUERY, "select 3", 170, 180, -1, null);

        List<Span> spans = recording.spans();
        assertThat(spans).extracting(Span::name).containsExactly("select 1", "products", "select 2", "select 3");
        assertThat(spans).extracting(Span::parent).containsExactly(null, null, spans.get(1), null);
        assertThat(spans.get(1).detail()).isEqualTo("database");
        assertThat(spans.get(1).end()).isEqualTo(160);
        assertThat(spans.get(3).rows()).isNegative();
    }

    @Test
    void tooManyAreAddedToOneOfTheSameNameAndTheRestIsCounted() {
        for (int i = 0; i < 500; i++) {
            recording.add(SpanKind.QUERY, "select a", 1_000 + i * 10, 1_004 + i * 10, 2, null);
        }
        recording.add(SpanKind.QUERY, "select b", 9_000, 9_001, 1, null);
        assertThat(recording.begin(SpanKind.CACHE, "late", 9_002)).isNull();
        recording.end(null, 9_003, null);

        List<Span> spans = recording.spans();
        assertThat(spans).hasSize(Recording.MOST);
        Span last = spans.getLast();
        assertThat(last.times()).isEqualTo(500 - Recording.MOST + 1);
        assertThat(last.busy()).isEqualTo(4L * last.times());
        assertThat(last.rows()).isEqualTo(2L * last.times());
        assertThat(last.end()).isEqualTo(1_004 + 499 * 10);
        assertThat(recording.leftOut()).isEqualTo(2);
    }

    @Test
    void itIsFoundOnItsThreadAndOnlyWhileItRuns() {
        assertThat(Recording.current()).isNull();
        recording.run(() -> assertThat(Recording.current()).isSameAs(recording));
        assertThat(Recording.current()).isNull();
    }
}
