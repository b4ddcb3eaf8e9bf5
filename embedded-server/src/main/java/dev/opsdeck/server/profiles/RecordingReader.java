package dev.opsdeck.server.profiles;

import dev.opsdeck.api.profiles.ProfileFigures;
import dev.opsdeck.api.profiles.ProfileSampler;
import dev.opsdeck.api.profiles.ProfileShare;
import dev.opsdeck.api.profiles.ProfileWait;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import jdk.jfr.consumer.RecordedClass;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;

/// Reads a recording once: adds up what is in it, and writes what of it may be handed out into another file. One
/// event is in memory at a time, and the names that they share. One thread.
final class RecordingReader {

    /// Methods of each order that are told.
    private static final int METHODS = 100;

    private static final int OTHERS = 20;

    /// Places that are told apart; what comes later is one.
    private static final int MOST_PLACES = 2_000;

    private static final String ELSEWHERE = "elsewhere";

    private final ProfileSampler sampler;
    private final Instant from;
    private final SampleCounts counts = new SampleCounts();
    private final Map<String, Long> threads = new HashMap<>();
    private final Map<String, Long> allocations = new HashMap<>();
    private final Map<String, ProfileWait> waits = new HashMap<>();
    private long lost;

    private RecordingReader(ProfileSampler sampler, Instant from) {
        this.sampler = sampler;
        this.from = from;
    }

    /// @param raw   as the JVM wrote it: other recordings of this process may have left anything in it
    /// @param clean where what may be handed out is written
    /// @param from  what was before is left out
    /// @throws IOException if one cannot be read or the other cannot be written
    static ProfileFigures read(Path raw, Path clean, ProfileSampler sampler, Instant from) throws IOException {
        RecordingReader reader = new RecordingReader(sampler, from);
        try (RecordingFile file = new RecordingFile(raw)) {
            file.write(clean, reader::take);
        }
        return reader.figures();
    }

    /// What a sample stands for: its own period, or the one that is meant.
    static long nanos(RecordedEvent sample, Duration otherwise) {
        return sample.hasField("samplingPeriod")
                ? sample.getDuration("samplingPeriod").toNanos()
                : otherwise.toNanos();
    }

    private boolean take(RecordedEvent event) {
        String type = event.getEventType().getName();
        if (!Events.KEPT.contains(type) || event.getStartTime().isBefore(from)) {
            return false;
        }
        if (type.equals(Events.sample(sampler))) {
            long nanos = nanos(event, Events.OFTEN);
            counts.add(event.getStackTrace(), nanos);
            String thread = event.hasField("sampledThread") ? "sampledThread" : "eventThread";
            add(threads, Frames.kind(event.getThread(thread)), nanos);
        } else if (type.equals(Events.SAMPLES_LOST)) {
            lost += event.getLong("lostSamples");
        } else if (type.equals(Events.ALLOCATION)) {
            add(allocations, name(event.getClass("objectClass"), event), event.getLong("weight"));
        } else if (type.equals(Events.MONITOR)) {
            await(name(event.getClass("monitorClass"), event), event.getDuration());
        }
        return true;
    }

    private static String name(RecordedClass type, RecordedEvent event) {
        return (type == null ? "unknown" : Frames.type(type.getName())) + " in " + Frames.place(event.getStackTrace());
    }

    private static void add(Map<String, Long> sums, String name, long amount) {
        sums.merge(sums.containsKey(name) || sums.size() < MOST_PLACES ? name : ELSEWHERE, amount, Long::sum);
    }

    private void await(String name, Duration time) {
        String key = waits.containsKey(name) || waits.size() < MOST_PLACES ? name : ELSEWHERE;
        waits.merge(
                key,
                new ProfileWait(key, 1, time.toNanos() / 1e6),
                (before, one) -> new ProfileWait(key, before.times() + 1, before.millis() + one.millis()));
    }

    private ProfileFigures figures() {
        return new ProfileFigures(
                sampler,
                counts.samples(),
                counts.withoutStack(),
                counts.truncated(),
                lost,
                counts.shares(METHODS),
                shares(threads),
                shares(allocations),
                waits.values().stream()
                        .sorted(Comparator.comparingDouble(ProfileWait::millis)
                                .reversed()
                                .thenComparing(ProfileWait::name))
                        .limit(OTHERS)
                        .toList());
    }

    private static List<ProfileShare> shares(Map<String, Long> sums) {
        double whole =
                Math.max(1, sums.values().stream().mapToLong(Long::longValue).sum());
        return sums.entrySet().stream()
                .map(sum -> new ProfileShare(sum.getKey(), sum.getValue() / whole))
                .sorted(Comparator.comparingDouble(ProfileShare::share)
                        .reversed()
                        .thenComparing(ProfileShare::name))
                .limit(OTHERS)
                .toList();
    }
}
