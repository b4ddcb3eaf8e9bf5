package dev.opsdeck.server.profiles;

import dev.opsdeck.api.profiles.ProfileSampler;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;
import jdk.jfr.FlightRecorder;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What is recorded all the time, sparingly: every sample is told, and the last minutes can be had as a file at any
/// moment. Any thread; whoever opened it closes it.
final class FlightWatch implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(FlightWatch.class);

    /// How far back a file reaches.
    static final Duration KEPT = Duration.ofMinutes(5);

    /// How old a chunk becomes.
    static final Duration CHUNK = Duration.ofMinutes(1);

    private static final int ALLOCATIONS_PER_SECOND = 10;

    /// On disk, in the folder for temporary files.
    private static final long MOST_BYTES = 24L << 20;

    private final RecordingStream stream = new RecordingStream();
    private final ProfileSampler sampler;
    private final Instant begun;
    private Instant turned;

    private FlightWatch(ProfileSampler sampler, Instant begun, Consumer<RecordedEvent> samples) {
        this.sampler = sampler;
        this.begun = begun;
        this.turned = begun;
        stream.setSettings(Events.settings(sampler, Events.SELDOM, ALLOCATIONS_PER_SECOND));
        stream.setMaxAge(KEPT);
        stream.setMaxSize(MOST_BYTES);
        stream.setReuse(true);
        stream.setOrdered(false);
        stream.onEvent(Events.sample(sampler), samples);
        stream.onError(bug -> LOG.error("A sample could not be counted", bug));
        stream.startAsync();
    }

    /// Begins to record. Takes a moment when it is the first recording of the process.
    ///
    /// @param samples told of every sample within seconds, by a thread of the JVM; must not keep the event
    static FlightWatch start(ProfileSampler sampler, Instant now, Consumer<RecordedEvent> samples) {
        return new FlightWatch(sampler, now, samples);
    }

    /// Has the recorder begin a new chunk when the present one is old. Whoever reads a chunk while it is written
    /// remembers every stack in it and in the one before: about a megabyte a minute under full load, and by itself
    /// the recorder begins the next chunk after about an hour. To be called now and then by one thread.
    void turn(Instant now) {
        if (!now.isBefore(turned.plus(CHUNK))) {
            turned = now;
            FlightRecorder.getFlightRecorder().takeSnapshot().close();
        }
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
