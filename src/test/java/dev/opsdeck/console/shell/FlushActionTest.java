package dev.opsdeck.console.shell;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opsdeck.api.caches.CacheFigures;
import dev.opsdeck.api.caches.FlushResult;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class FlushActionTest {

    @Test
    void asksWithTheNumbersOfNow() {
        assertThat(FlushAction.question(List.of(cache("products", 1_200), cache("top", 1), cache("revenue", 0))))
                .startsWith("1,201 entries will be dropped (products 1,200, top 1).");
        assertThat(FlushAction.question(List.of(cache("top", 1)))).startsWith("One entry will be dropped (top 1).");
        assertThat(FlushAction.question(List.of(cache("top", 0)))).contains("empty");
    }

    @Test
    void saysWhatWasDropped() {
        FlushResult result = new FlushResult(
                Instant.EPOCH,
                1_201,
                List.of(new FlushResult.Dropped("products", 1_200, null), new FlushResult.Dropped("top", 1, null)),
                7L);
        assertThat(FlushAction.title(result)).isEqualTo("Dropped 1,201 entries");
        assertThat(FlushAction.result(result)).isEqualTo("products 1,200, top 1.");
        FlushResult nothing = new FlushResult(Instant.EPOCH, 0, List.of(), null);
        assertThat(FlushAction.title(nothing)).isEqualTo("Dropped 0 entries");
        assertThat(FlushAction.result(nothing)).contains("empty already");
    }

    private static CacheFigures cache(String name, long entries) {
        return new CacheFigures(name, "memory", entries, 100, 0, 0, 0, null);
    }
}
