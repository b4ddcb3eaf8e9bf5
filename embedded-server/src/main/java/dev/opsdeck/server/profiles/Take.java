package dev.opsdeck.server.profiles;

import dev.opsdeck.api.profiles.ProfileSampler;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import jdk.jfr.Recording;

/// A recording on demand, for as long as was asked. One thread records and waits; any other may end it early.
final class Take {

    private static final int ALLOCATIONS_PER_SECOND = 100;

    /// More than a minute brings; a file never grows beyond it.
    private static final long MOST_BYTES = 64L << 20;

    private final int seconds;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private volatile long id;
    private volatile boolean recorded;

    Take(int seconds) {
        this.seconds = seconds;
    }

    int seconds() {
        return seconds;
    }

    /// Its number; 0 until it has one.
    long id() {
        return id;
    }

    void id(long number) {
        id = number;
    }

    /// Ends it early.
    ///
    /// @return false when its time was over already
    boolean stop() {
        boolean early = !recorded;
        stopped.countDown();
        return early;
    }

    /// Records until the time is over or somebody stops it.
    ///
    /// @param raw where to write it
    Recorded record(Path raw) throws IOException, InterruptedException {
        ProfileSampler sampler = Events.sampler();
        try (Recording recording = new Recording(Events.settings(sampler, Events.OFTEN, ALLOCATIONS_PER_SECOND))) {
            recording.setName("opsdeck-profile");
            recording.setMaxSize(MOST_BYTES);
            recording.start();
            stopped.await(seconds, TimeUnit.SECONDS);
            recorded = true;
            recording.stop();
            recording.dump(raw);
            return new Recorded(sampler, recording.getStartTime(), recording.getStopTime());
        }
    }
}
