package dev.opsdeck.console.ui.charts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opsdeck.console.ui.charts.EventMark.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class EventMarkTest {

    private final Instant noon = Instant.parse("2026-11-23T12:00:00Z");

    @Test
    void marksOfOneKindThatWouldTouchBecomeOne() {
        List<EventMark> merged = EventMark.merged(
                List.of(sync(90, "third"), sync(0, "first"), sync(40, "second")), Duration.ofMinutes(60));
        assertThat(merged).hasSize(2);
        assertThat(merged.getFirst().count()).isEqualTo(2);
        assertThat(merged.getFirst().at()).isEqualTo(noon);
        assertThat(merged.getFirst().words()).isEqualTo("second\nand 1 more just before");
        assertThat(merged.getLast().words()).isEqualTo("third");
    }

    @Test
    void otherKindsStayApart() {
        EventMark flush = new EventMark(Kind.FLUSH, noon.plusSeconds(1), null, "flush");
        assertThat(EventMark.merged(List.of(sync(0, "sync"), flush), Duration.ofMinutes(60)))
                .extracting(EventMark::kind)
                .containsExactly(Kind.SYNC, Kind.FLUSH);
    }

    @Test
    void marksPutTogetherEndWithTheLastOfThem() {
        EventMark first = new EventMark(Kind.LOAD, noon, noon.plusSeconds(10), "first");
        EventMark second = new EventMark(Kind.LOAD, noon.plusSeconds(20), noon.plusSeconds(50), "second");
        assertThat(EventMark.merged(List.of(first, second), Duration.ofMinutes(1)))
                .containsExactly(new EventMark(Kind.LOAD, noon, noon.plusSeconds(50), "second", 2));
    }

    private EventMark sync(int minutes, String text) {
        return new EventMark(Kind.SYNC, noon.plus(Duration.ofMinutes(minutes)), null, text);
    }
}
