package dev.opsdeck.server.profiles;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The recording all the time, by the JVM's real flight recorder.
final class FlightWatchTest {

    /// What every chunk of a recording begins with.
    private static final Pattern CHUNK = Pattern.compile("FLR\0\0");

    private static final Instant BEGIN = Instant.parse("2026-03-01T10:00:00Z");

    @TempDir
    private Path folder;

    @Test
    void aNewChunkIsBegunWhenTheOldOneIsAMinuteOldAndSamplesGoOn() throws Exception {
        AtomicInteger samples = new AtomicInteger();
        try (FlightWatch watch = FlightWatch.start(Events.sampler(), BEGIN, sample -> samples.incrementAndGet());
                Busy busy = new Busy()) {
            await().atMost(Duration.ofSeconds(50)).until(() -> samples.get() > 0);
            long first = chunks(watch);
            watch.turn(BEGIN.plus(FlightWatch.CHUNK).minusMillis(1));
            long notYet = chunks(watch);
            watch.turn(BEGIN.plus(FlightWatch.CHUNK));
            long turned = chunks(watch);
            watch.turn(BEGIN.plus(FlightWatch.CHUNK).plusSeconds(59));
            long notAgain = chunks(watch);
            // Each look begins some, too.
            long ofTheLook = notYet - first;
            assertThat(turned - notYet).isGreaterThan(ofTheLook);
            assertThat(notAgain - turned).isEqualTo(ofTheLook);
            int before = samples.get();
            long rounds = busy.rounds();
            await().atMost(Duration.ofSeconds(50))
                    .until(() -> busy.rounds() > rounds + Busy.A_SECOND && samples.get() > before);
        }
    }

    private long chunks(FlightWatch watch) throws Exception {
        Path raw = folder.resolve("dump.jfr");
        watch.dump(raw, BEGIN);
        String text = new String(Files.readAllBytes(raw), StandardCharsets.ISO_8859_1);
        return CHUNK.matcher(text).results().count();
    }
}
