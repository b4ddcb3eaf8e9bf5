package dev.opsdeck.console.task;

import java.time.Duration;
import java.util.function.LongSupplier;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/// What the console itself costs, the embedded backend included, measured every two seconds. JavaFX thread only; closed
/// by the application.
public final class OwnCost implements AutoCloseable {

    private static final Duration PERIOD = Duration.ofSeconds(2);

    private final ReadOnlyObjectWrapper<Reading> reading = new ReadOnlyObjectWrapper<>(this, "reading", Reading.NONE);
    private final BackgroundTasks tasks;
    private final ProcessMeter meter;
    private final LongSupplier nanoClock;
    private final Cancellable ticks;
    private long lastNanos;
    private long lastCpuNanos;

    public OwnCost(BackgroundTasks tasks, ProcessMeter meter, LongSupplier nanoClock) {
        this.tasks = tasks;
        this.meter = meter;
        this.nanoClock = nanoClock;
        this.lastNanos = nanoClock.getAsLong();
        this.lastCpuNanos = meter.cpuNanos();
        this.ticks = tasks.every(PERIOD, this::measure);
    }

    /// One measurement.
    ///
    /// @param cpuShare of one core, since the measurement before
    /// @param heapUsedBytes in use, with what the next collection will free
    /// @param residentBytes of the whole process; -1 where the system does not tell
    public record Reading(double cpuShare, long heapUsedBytes, long heapMaxBytes, long residentBytes) {

        /// Before the first.
        public static final Reading NONE = new Reading(0, 0, 0, -1);
    }

    /// The latest.
    public ReadOnlyObjectProperty<Reading> reading() {
        return reading.getReadOnlyProperty();
    }

    private void measure() {
        tasks.run(
                "Measure Opsdeck itself",
                () -> new long[] {
                    nanoClock.getAsLong(), meter.cpuNanos(), meter.heapUsed(), meter.heapMax(), meter.resident()
                },
                this::take,
                failure -> reading.set(Reading.NONE));
    }

    private void take(long[] now) {
        double share = now[0] > lastNanos ? (double) (now[1] - lastCpuNanos) / (now[0] - lastNanos) : 0;
        lastNanos = now[0];
        lastCpuNanos = now[1];
        reading.set(new Reading(share, now[2], now[3], now[4]));
    }

    @Override
    public void close() {
        ticks.close();
    }
}
