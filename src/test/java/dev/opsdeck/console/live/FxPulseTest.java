package dev.opsdeck.console.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class FxPulseTest {

    private final Deque<Runnable> fxThread = new ArrayDeque<>();
    private final AtomicInteger runs = new AtomicInteger();

    @Test
    void atMostOneRunIsWaitingHoweverOftenItIsAskedFor() {
        FxPulse pulse = new FxPulse(fxThread::add, runs::incrementAndGet);
        for (int i = 0; i < 100; i++) {
            pulse.request();
        }
        assertThat(fxThread).hasSize(1);
        fxThread.remove().run();
        assertThat(runs).hasValue(1);
        pulse.request();
        assertThat(fxThread).hasSize(1);
    }

    @Test
    void whatArrivesDuringARunGetsAnotherOne() {
        FxPulse[] pulse = new FxPulse[1];
        pulse[0] = new FxPulse(fxThread::add, () -> {
            if (runs.incrementAndGet() == 1) {
                pulse[0].request();
            }
        });
        pulse[0].request();
        fxThread.remove().run();
        assertThat(fxThread).hasSize(1);
    }
}
