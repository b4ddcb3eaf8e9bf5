package dev.opsdeck.server.metrics;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryUsage;
import java.lang.management.ThreadMXBean;

/// What the Java process says of itself, read at each scrape on its thread.
final class ProcessMetrics {

    private static final String BYTES = "bytes";
    private static final String SECONDS = "seconds";

    private ProcessMetrics() {}

    static void write(MetricText text, String version) {
        text.family("opsdeck_build_info", "info", null, "The running version.");
        text.sample(
                "opsdeck_build_info",
                1,
                "version",
                version,
                "java",
                Runtime.version().toString());
        text.gauge(
                "process_uptime_seconds",
                SECONDS,
                "Time since the process started.",
                ManagementFactory.getRuntimeMXBean().getUptime() / 1e3);
        files(text);
        memory(text);
        collections(text);
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        text.gauge("jvm_threads_current", null, "Platform threads, daemons included.", threads.getThreadCount());
        text.gauge("jvm_threads_peak", null, "Most platform threads so far.", threads.getPeakThreadCount());
        text.gauge(
                "jvm_classes_loaded",
                null,
                "Classes loaded now.",
                ManagementFactory.getClassLoadingMXBean().getLoadedClassCount());
    }

    private static void files(MetricText text) {
        if (ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean system) {
            text.gauge("process_open_fds", null, "Open file descriptors.", system.getOpenFileDescriptorCount());
            text.gauge("process_max_fds", null, "Most that may be open.", system.getMaxFileDescriptorCount());
        }
    }

    private static void memory(MetricText text) {
        MemoryUsage heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage();
        MemoryUsage other = ManagementFactory.getMemoryMXBean().getNonHeapMemoryUsage();
        text.family("jvm_memory_used_bytes", "gauge", BYTES, "Memory in use.");
        text.sample("jvm_memory_used_bytes", heap.getUsed(), "area", "heap");
        text.sample("jvm_memory_used_bytes", other.getUsed(), "area", "nonheap");
        text.family("jvm_memory_committed_bytes", "gauge", BYTES, "Memory got from the system.");
        text.sample("jvm_memory_committed_bytes", heap.getCommitted(), "area", "heap");
        text.sample("jvm_memory_committed_bytes", other.getCommitted(), "area", "nonheap");
    }

    private static void collections(MetricText text) {
        String name = "jvm_gc_collection_seconds";
        text.family(name, "summary", SECONDS, "Garbage collections and the time they took, by collector.");
        for (GarbageCollectorMXBean collector : ManagementFactory.getGarbageCollectorMXBeans()) {
            text.sample(name + "_count", Math.max(0, collector.getCollectionCount()), "gc", collector.getName());
            text.sample(name + "_sum", Math.max(0, collector.getCollectionTime()) / 1e3, "gc", collector.getName());
        }
    }
}
