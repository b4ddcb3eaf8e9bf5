package dev.opsdeck.server.metrics;

import com.sun.management.OperatingSystemMXBean;
import dev.opsdeck.api.metrics.Gauges;
import java.io.BufferedReader;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// Reads what is so now. Called by the ticker alone. Nothing here may block: whatever needs a query is counted
/// elsewhere and handed over as a number.
final class GaugeReader {

    private static final Path PROCESS_STATUS = Path.of("/proc/self/status");

    private final Metrics.Sources sources;
    private final IntSupplier requestsActive;
    private final LongSupplier cpuNanos;
    private final Path processStatus;
    private long lastCpuNanos;

    GaugeReader(Metrics.Sources sources, IntSupplier requestsActive) {
        this(sources, requestsActive, processCpuNanos(), PROCESS_STATUS);
    }

    GaugeReader(Metrics.Sources sources, IntSupplier requestsActive, LongSupplier cpuNanos, Path processStatus) {
        this.sources = sources;
        this.requestsActive = requestsActive;
        this.cpuNanos = cpuNanos;
        this.processStatus = processStatus;
        this.lastCpuNanos = cpuNanos.getAsLong();
    }

    /// The CPU time of the first reading is counted from here.
    void begin() {
        lastCpuNanos = cpuNanos.getAsLong();
    }

    /// @param elapsedNanos since the last call: what the CPU time is a share of
    Gauges read(int usersActive, long elapsedNanos) {
        Runtime runtime = Runtime.getRuntime();
        int cores = runtime.availableProcessors();
        return new Gauges(
                requestsActive.getAsInt(),
                usersActive,
                sources.dbActive().getAsInt(),
                sources.dbMax().getAsInt(),
                sources.dbWaiting().getAsInt(),
                runtime.totalMemory() - runtime.freeMemory(),
                runtime.maxMemory(),
                residentBytes(processStatus),
                cpuShare(elapsedNanos, cores),
                cores,
                sources.cacheEntries().getAsLong(),
                sources.productsActive().getAsLong(),
                sources.healthFailing().get());
    }

    private double cpuShare(long elapsedNanos, int cores) {
        long now = cpuNanos.getAsLong();
        long used = now - lastCpuNanos;
        lastCpuNanos = now;
        return elapsedNanos <= 0 ? 0 : Math.clamp((double) used / ((double) elapsedNanos * cores), 0.0, 1.0);
    }

    /// Linux says it in `/proc/self/status`: `VmRSS:   123456 kB`.
    static @Nullable Long residentBytes(Path status) {
        if (!Files.isReadable(status)) {
            return null;
        }
        try (BufferedReader lines = Files.newBufferedReader(status, StandardCharsets.ISO_8859_1)) {
            return lines.lines()
                    .filter(line -> line.startsWith("VmRSS:"))
                    .map(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
                    .findFirst()
                    .orElse(null);
        } catch (IOException | NumberFormatException untold) {
            return null;
        }
    }

    private static LongSupplier processCpuNanos() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system
                ? system::getProcessCpuTime
                : () -> 0;
    }
}
