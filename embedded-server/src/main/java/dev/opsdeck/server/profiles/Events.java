package dev.opsdeck.server.profiles;

import dev.opsdeck.api.profiles.ProfileSampler;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import jdk.jfr.FlightRecorder;

/// What is recorded, and how much of it: nothing that could hold a secret. So no environment, no system
/// properties, no arguments of a process, no messages of exceptions.
final class Events {

    static final String CPU_SAMPLE = "jdk.CPUTimeSample";
    static final String RUNNING_SAMPLE = "jdk.ExecutionSample";
    static final String SAMPLES_LOST = "jdk.CPUTimeSamplesLost";
    static final String ALLOCATION = "jdk.ObjectAllocationSample";
    static final String MONITOR = "jdk.JavaMonitorEnter";

    /// CPU time between two samples of a thread, of a profile on demand.
    static final Duration OFTEN = Duration.ofMillis(10);

    /// The same of what is recorded all the time: a tenth of the samples.
    static final Duration SELDOM = Duration.ofMillis(100);

    private static final String ENABLED = "#enabled";
    private static final String PERIOD = "#period";
    private static final String STACK = "#stackTrace";
    private static final String THRESHOLD = "#threshold";
    private static final String THROTTLE = "#throttle";
    private static final String TRUE = "true";

    private static final Set<String> PLAIN =
            Set.of(SAMPLES_LOST, "jdk.GarbageCollection", "jdk.GCPhasePause", "jdk.GCHeapSummary");

    /// Those that last, from when on they are recorded, with the place.
    private static final Map<String, String> LASTING = Map.of(
            MONITOR,
            "10 ms",
            "jdk.VirtualThreadPinned",
            // The JVM takes the lowest that any recording asks for, and the insights count from here on.
            "20 ms",
            "jdk.SocketRead",
            "20 ms",
            "jdk.SocketWrite",
            "20 ms",
            "jdk.FileRead",
            "20 ms",
            "jdk.FileWrite",
            "20 ms",
            "jdk.FileForce",
            "20 ms");

    /// Looked at with every request, so only for the seconds of a profile.
    private static final Set<String> PER_REQUEST = Set.of("jdk.SocketRead", "jdk.SocketWrite");

    /// Every event that may be in a file that is handed out.
    static final Set<String> KEPT = kept();

    private Events() {}

    /// The best that this JVM has. Loads the flight recorder when nothing has yet, which takes a moment.
    ///
    /// @throws IllegalStateException if it has none
    static ProfileSampler sampler() {
        boolean linux =
                System.getProperty("os.name", "").toLowerCase(Locale.ROOT).contains("linux");
        boolean known = FlightRecorder.getFlightRecorder().getEventTypes().stream()
                .anyMatch(type -> type.getName().equals(CPU_SAMPLE));
        return linux && known ? ProfileSampler.CPU_TIME : ProfileSampler.RUNNING;
    }

    static String sample(ProfileSampler sampler) {
        return sampler == ProfileSampler.CPU_TIME ? CPU_SAMPLE : RUNNING_SAMPLE;
    }

    /// The settings of a recording.
    ///
    /// @param every       CPU time, or time, between two samples
    /// @param allocations most samples of allocations in a second
    static Map<String, String> settings(ProfileSampler sampler, Duration every, int allocations) {
        Map<String, String> settings = new HashMap<>();
        String sample = sample(sampler);
        settings.put(sample + ENABLED, TRUE);
        settings.put(sample + STACK, TRUE);
        settings.put(
                sample + (sampler == ProfileSampler.CPU_TIME ? THROTTLE : PERIOD),
                every.toMillis() + (sampler == ProfileSampler.CPU_TIME ? "ms" : " ms"));
        settings.put(ALLOCATION + ENABLED, TRUE);
        settings.put(ALLOCATION + STACK, TRUE);
        settings.put(ALLOCATION + THROTTLE, allocations + "/s");
        settings.put("jdk.CPULoad" + ENABLED, TRUE);
        settings.put("jdk.CPULoad" + PERIOD, "1 s");
        PLAIN.forEach(event -> settings.put(event + ENABLED, TRUE));
        boolean always = every.equals(SELDOM);
        LASTING.forEach((event, threshold) -> {
            if (!always || !PER_REQUEST.contains(event)) {
                settings.put(event + ENABLED, TRUE);
                settings.put(event + STACK, TRUE);
                settings.put(event + THRESHOLD, threshold);
            }
        });
        return settings;
    }

    private static Set<String> kept() {
        Set<String> kept = new java.util.HashSet<>(PLAIN);
        kept.addAll(LASTING.keySet());
        kept.addAll(Set.of(CPU_SAMPLE, RUNNING_SAMPLE, ALLOCATION, "jdk.CPULoad"));
        return Set.copyOf(kept);
    }
}
