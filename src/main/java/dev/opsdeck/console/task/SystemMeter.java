package dev.opsdeck.console.task;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// [ProcessMeter] by the JVM's beans and, on Linux, `/proc/self/status`.
public final class SystemMeter implements ProcessMeter {

    private static final Path STATUS = Path.of("/proc/self/status");

    private final OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

    @Override
    public long cpuNanos() {
        return system.getProcessCpuTime();
    }

    @Override
    public long heapUsed() {
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }

    @Override
    public long heapMax() {
        return Runtime.getRuntime().maxMemory();
    }

    @Override
    public long resident() {
        if (!Files.isReadable(STATUS)) {
            return -1;
        }
        try {
            return resident(Files.readAllLines(STATUS));
        } catch (IOException e) {
            return -1; // the figure is left out
        }
    }

    /// The line is `VmRSS:     123456 kB`.
    static long resident(List<String> status) {
        return status.stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .map(line -> line.replaceAll("[^0-9]", ""))
                .filter(digits -> !digits.isEmpty())
                .mapToLong(digits -> Long.parseLong(digits) * 1024)
                .findFirst()
                .orElse(-1);
    }
}
