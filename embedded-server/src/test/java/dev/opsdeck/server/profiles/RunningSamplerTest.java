package dev.opsdeck.server.profiles;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.opsdeck.api.profiles.ProfileFigures;
import dev.opsdeck.api.profiles.ProfileMethod;
import dev.opsdeck.api.profiles.ProfileSampler;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import jdk.jfr.Recording;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The samples by the clock, which all systems but Linux have: Linux has them, too, so the way they are read is tried
/// here.
final class RunningSamplerTest {

    @TempDir
    private Path folder;

    @Test
    void aRecordingByTheClockNamesTheMethodsOfAVirtualThreadWithTheirShares() throws Exception {
        Path raw = folder.resolve("raw.jfr");
        try (Recording recording = new Recording(Events.settings(ProfileSampler.RUNNING, Events.OFTEN, 10));
                Busy busy = new Busy()) {
            recording.start();
            long rounds = busy.rounds();
            await().atMost(Duration.ofSeconds(50)).until(() -> busy.rounds() > rounds + Busy.A_SECOND);
            recording.stop();
            recording.dump(raw);
        }
        ProfileFigures figures =
                RecordingReader.read(raw, folder.resolve("clean.jfr"), ProfileSampler.RUNNING, Instant.EPOCH);
        assertThat(figures.sampler()).isEqualTo(ProfileSampler.RUNNING);
        assertThat(figures.samples()).isPositive();
        ProfileMethod most = method(figures, "threeQuarters");
        ProfileMethod least = method(figures, "oneQuarter");
        assertThat(most.total() / (most.total() + least.total())).isBetween(0.55, 0.95);
        assertThat(most.line()).isPositive();
    }

    private static ProfileMethod method(ProfileFigures figures, String name) {
        return figures.methods().stream()
                .filter(method -> method.method().equals("dev.opsdeck.server.profiles.Busy." + name))
                .findFirst()
                .orElseThrow(() -> new AssertionError(name + " is not in " + figures));
    }
}
