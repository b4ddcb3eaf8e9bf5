package dev.opsdeck.server.tracing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Which trace a request belongs to, which ones are picked, and how many pass in a second.
final class TraceParentTest {

    @Test
    void theCallersTraceIsTakenOver() {
        assertThat(TraceParent.parse("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"))
                .isEqualTo(new TraceParent("0af7651916cd43dd8448eb211c80319c", "b7ad6b7169203331", true));
        assertThat(TraceParent.parse("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-02"))
                .isEqualTo(new TraceParent("0af7651916cd43dd8448eb211c80319c", "b7ad6b7169203331", false));
        assertThat(TraceParent.parse("01-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01-more"))
                .as("a later version may say more")
                .isNotNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "00",
                "ff-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
                "00-00000000000000000000000000000000-b7ad6b7169203331-01",
                "00-0af7651916cd43dd8448eb211c80319c-0000000000000000-01",
                "00-0AF7651916CD43DD8448EB211C80319C-b7ad6b7169203331-01",
                "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01-more",
                "00-0af7651916cd43dd8448eb211c80319-b7ad6b7169203331-01"
            })
    void whatIsNoSuchHeaderIsIgnored(String header) {
        assertThat(TraceParent.parse(header)).isNull();
    }

    @Test
    void theShareIsTheOneAskedFor() {
        Random random = new Random(7);
        Sampler tenth = new Sampler(0.1);
        Sampler all = new Sampler(1);
        Sampler none = new Sampler(0);
        int picked = 0;
        for (int i = 0; i < 100_000; i++) {
            long id = random.nextLong();
            picked += tenth.picks(id) ? 1 : 0;
            assertThat(all.picks(id)).isTrue();
            assertThat(none.picks(id)).isFalse();
        }
        assertThat(picked).isBetween(9_600, 10_400);
        assertThat(all.picks(Long.MIN_VALUE) && all.picks(-1)).isTrue();
    }

    @Test
    void aSecondLetsSoManyThroughAndAClockThatIsSetBackNoMore() {
        SecondGate gate = new SecondGate(3);
        assertThat(opened(gate, 50, 5)).isEqualTo(3);
        assertThat(opened(gate, 49, 5)).isZero();
        assertThat(opened(gate, 51, 2)).isEqualTo(2);
        assertThat(gate.leftOut()).isEqualTo(7);
    }

    private static int opened(SecondGate gate, long second, int times) {
        int opened = 0;
        for (int i = 0; i < times; i++) {
            opened += gate.open(second) ? 1 : 0;
        }
        return opened;
    }
}
