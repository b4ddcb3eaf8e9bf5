package dev.opsdeck.console.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class OwnCostTest {

    private final AtomicLong nanos = new AtomicLong();
    private final AtomicLong cpu = new AtomicLong();
    private final DirectTasks tasks = new DirectTasks();

    private final ProcessMeter meter = new ProcessMeter() {
        @Override
        public long cpuNanos() {
            return cpu.get();
        }

        @Override
        public long heapUsed() {
            return 100;
        }

        @Override
        public long heapMax() {
            return 200;
        }

        @Override
        public long resident() {
            return 300;
        }
    };

    @Test
    void tellsTheShareOfOneCoreSinceTheMeasurementBefore() {
        try (OwnCost cost = new OwnCost(tasks, meter, nanos::get)) {
            nanos.set(2_000_000_000L);
            cpu.set(40_000_000L);
            tasks.tick();
            assertThat(cost.reading().get().cpuShare()).isCloseTo(0.02, within(1e-9));
            nanos.set(4_000_000_000L);
            tasks.tick();
            assertThat(cost.reading().get()).isEqualTo(new OwnCost.Reading(0, 100, 200, 300));
        }
    }

    @Test
    void stopsWhenItIsClosed() {
        OwnCost cost = new OwnCost(tasks, meter, nanos::get);
        cost.close();
        tasks.tick();
        assertThat(cost.reading().get()).isEqualTo(OwnCost.Reading.NONE);
    }

    @Test
    void readsResidentMemoryFromTheKernelsWords() {
        assertThat(SystemMeter.resident(List.of("VmPeak:\t 9 kB", "VmRSS:\t  123456 kB")))
                .isEqualTo(123_456L * 1024);
        assertThat(SystemMeter.resident(List.of("Name: java"))).isEqualTo(-1);
    }

    @Test
    void theSystemsMeterMeasuresThisProcess() {
        SystemMeter system = new SystemMeter();
        assertThat(system.cpuNanos()).isPositive();
        assertThat(system.heapUsed()).isPositive().isLessThanOrEqualTo(system.heapMax());
    }
}
