package dev.opsdeck.console.loadruns;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opsdeck.api.loadruns.LoadState;
import dev.opsdeck.console.ui.Formats;
import org.junit.jupiter.api.Test;

class RunWordsTest {

    @Test
    void whatWasNotMeasuredIsADashAndNotZero() {
        assertThat(RunWords.p95(FakeLoadServer.figures(0, 7, 0))).isEqualTo(Formats.NONE);
        assertThat(RunWords.p95(FakeLoadServer.figures(38.8, 0, 0))).isEqualTo("38.8 ms");
        assertThat(RunWords.sentence(
                        FakeLoadServer.run(41, LoadState.STOPPED, null, FakeLoadServer.figures(0, 125, 0)), 12))
                .isEqualTo("Stopped after 12 s: p95 –, errors 0.10 %");
    }
}
