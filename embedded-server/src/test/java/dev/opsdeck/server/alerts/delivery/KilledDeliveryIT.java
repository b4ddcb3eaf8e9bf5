package dev.opsdeck.server.alerts.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Kills the process that notifies, as `kill -9` does, again and again: while a receiver holds a message that it
/// has taken but not answered, or at any other moment. Nothing that was stored is lost; a message comes twice
/// only if it was under way when the process died, and under the same key. `-Dopsdeck.kills=50` kills more often
/// than the build.
final class KilledDeliveryIT {

    private static final int KILLS = Integer.getInteger("opsdeck.kills", 3);

    private final Receiver receiver = new Receiver();
    private final Random random = new Random(4);
    private final Set<String> stored = new TreeSet<>();
    private final Set<String> over = new TreeSet<>();

    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    private Path folder;

    @BeforeEach
    void start() throws IOException {
        receiver.start();
    }

    @AfterEach
    void stop() {
        receiver.close();
    }

    @Test
    void nothingIsLostAndOnlyWhatWasUnderWayComesTwiceUnderItsKey() throws Exception {
        for (int kill = 0; kill < KILLS; kill++) {
            storeUntilKilled(kill);
        }
        assertThat(process(KILLS, "drain").waitFor()).isZero();
        assertThat(note(KILLS)).endsWith("drained");

        assertThat(stored).hasSizeGreaterThan(KILLS);
        Map<String, Integer> incidents = new HashMap<>();
        List<String> lines = receiver.got();
        List<String> bodies = receiver.bodies("pagerduty");
        Set<String> triggered = new HashSet<>();
        Map<String, String> keys = new HashMap<>();
        for (String body : bodies) {
            String action = body.contains("\"trigger\"") ? "trigger" : "resolve";
            String key = body.replaceAll(".*\"dedup_key\":\"([^\"]*)\".*", "$1");
            incidents.merge(action + " " + key, 1, Integer::sum);
            if (action.equals("trigger")) {
                String alert = body.replaceAll(".*\"alert\":\"([^\"]*)\".*", "$1");
                triggered.add(alert);
                assertThat(keys.computeIfAbsent(alert, first -> key)).isEqualTo(key);
            }
        }
        assertThat(triggered).as("triggers").containsAll(stored);
        assertThat(over).isNotEmpty().allSatisfy(id -> assertThat(incidents).containsKey("resolve " + keys.get(id)));
        assertThat(repeated(bodies.size(), incidents.keySet()))
                .as("repeated incidents")
                .isLessThanOrEqualTo(KILLS);

        List<String> webhookKeys = receiver.keys("webhook");
        assertThat(repeated(webhookKeys.size(), new HashSet<>(webhookKeys)))
                .as("repeated messages")
                .isLessThanOrEqualTo(KILLS);
        Set<String> told = new HashSet<>();
        lines.stream()
                .filter(line -> line.startsWith("webhook"))
                .forEach(line -> told.addAll(List.of(line.split(" "))));
        assertThat(told).containsAll(stored);
    }

    private static int repeated(int all, Set<String> distinct) {
        return all - distinct.size();
    }

    private void storeUntilKilled(int round) throws Exception {
        AtomicReference<@Nullable Process> running = new AtomicReference<>();
        AtomicInteger left = new AtomicInteger(1 + random.nextInt(30));
        CountDownLatch reached = new CountDownLatch(1);
        boolean whileAsked = random.nextBoolean();
        receiver.whenAsked(() -> {
            Process process = running.get();
            if (process != null && left.decrementAndGet() == 0) {
                reached.countDown();
                if (whileAsked) {
                    process.destroyForcibly().onExit().join();
                }
            }
        });
        Process process = process(round, "store");
        running.set(process);
        assertThat(reached.await(60, TimeUnit.SECONDS)).as("it delivers").isTrue();
        process.waitFor(random.nextInt(100), TimeUnit.MILLISECONDS);
        process.destroyForcibly().waitFor();
        receiver.whenAsked(() -> {});
        note(round);
    }

    /// What it said. A line that the kill cut off does not count.
    private List<String> note(int round) throws IOException {
        String said = Files.readString(output(round));
        List<String> lines =
                said.substring(0, said.lastIndexOf('\n') + 1).lines().toList();
        for (String line : lines) {
            if (line.startsWith("stored ")) {
                stored.add(line.substring(7));
            } else if (line.startsWith("over ")) {
                over.add(line.substring(5));
            }
        }
        return lines;
    }

    private Path output(int round) {
        return folder.resolve("said-" + round + ".txt");
    }

    private Process process(int round, String what) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx128m",
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        DeliveryProcess.class.getName(),
                        folder.toString(),
                        receiver.url(""),
                        "r" + round,
                        what)
                .redirectOutput(output(round).toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }
}
