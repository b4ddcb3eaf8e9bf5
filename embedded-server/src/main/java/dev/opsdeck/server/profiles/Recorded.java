package dev.opsdeck.server.profiles;

import dev.opsdeck.api.profiles.ProfileSampler;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;

/// What was recorded into a file.
record Recorded(ProfileSampler sampler, Instant began, Instant ended) {

    /// How long it is, at least 1.
    int seconds() {
        return (int) Math.max(1, Math.round(Duration.between(began, ended).toMillis() / 1_000.0));
    }

    /// Records into a file; may take as long as the recording.
    @FunctionalInterface
    interface Recorder {

        Recorded record(Path raw) throws IOException, InterruptedException;
    }
}
