package dev.opsdeck.server.profiles;

import dev.opsdeck.api.profiles.ProfileSampler;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import jdk.jfr.consumer.RecordingStream;

/// What is recorded all the time, sparingly; its last minutes can be had as a file at any moment. Any thread; whoever
/// opened it closes it.
final class FlightWatch implements AutoCloseable {

    /// How far back a file reaches.
    static final Duration KEPT = Duration.ofMinutes(5);

    private static final int ALLOCATIONS_PER_SECOND = 10;

    /// On disk, in the folder for temporary files.
    private static final long MOST_BYTES = 24L << 20;

    private final RecordingStream stream = new RecordingStream();
    private final ProfileSampler sampler;
    private final Instant begun;

    private FlightWatch(ProfileSampler sampler, Instant begun) {
        this.sampler = sampler;
        this.begun = begun;
        stream.setSettings(Events.settings(sampler, Events.SELDOM, ALLOCATIONS_PER_SECOND));
        stream.setMaxAge(KEPT);
        stream.setMaxSize(MOST_BYTES);
        stream.startAsync();
    }

    /// Begins to record. Takes a moment when it is the first recording of the process.
    static FlightWatch start(Instant now) {
        return new FlightWatch(Events.sampler(), now);
    }

    /// Writes what there is into a file, which may reach back further than is told.
    Recorded dump(Path raw, Instant now) throws IOException {
        stream.dump(raw);
        Instant earliest = now.minus(KEPT);
        return new Recorded(sampler, begun.isAfter(earliest) ? begun : earliest, now);
    }

    @Override
    public void close() {
        stream.close();
    }
}
