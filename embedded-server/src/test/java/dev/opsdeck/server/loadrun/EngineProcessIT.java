package dev.opsdeck.server.loadrun;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opsdeck.api.loadruns.LoadFigures;
import dev.opsdeck.api.loadruns.LoadProfile;
import dev.opsdeck.api.loadruns.LoadRequest;
import dev.opsdeck.server.http.Json;
import dev.opsdeck.server.loadrun.engine.TestServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/// The engine as a process, against servers that are processes too.
final class EngineProcessIT {

    private final Json json = new Json();

    /// What tells a latency from the intended start: a server that stands still for 6 s of a run must show it.
    @Test
    @EnabledOnOs(OS.LINUX)
    void aFrozenServerShowsInThePercentilesAndEverythingIsSent() throws Exception {
        Process server = forked(TestServer.class.getName());
        try {
            String target = server.inputReader().readLine();
            RunOrder order = order(100, 15);
            RunFigures figures = new RunFigures(order);
            AtomicBoolean frozen = new AtomicBoolean();
            String failure;
            try (EngineProcess engine = EngineProcess.start(order.plan("1", "s", target, null, List.of()), json)) {
                failure = engine.follow(second -> {
                    figures.add(second);
                    if (second.second() == 2 && frozen.compareAndSet(false, true)) {
                        Thread.ofPlatform().start(() -> freeze(server));
                    }
                });
            }

            LoadFigures measured = figures.figures();
            assertThat(failure).isNull();
            assertThat(measured.asked()).isEqualTo(1_500);
            assertThat(measured.sent()).isEqualTo(1_500);
            assertThat(measured.completed()).isEqualTo(1_500);
            assertThat(measured.errors()).isZero();
            assertThat(measured.response().maxMillis()).isBetween(5_800.0, 7_000.0);
            // 600 of 1,500 requests were due in these 6 s: 8 of 15 s were quick, and the worst 5 % waited over 5 s.
            assertThat(measured.response().p95Millis()).isBetween(5_000.0, 6_500.0);
            assertThat(measured.response().p99Millis()).isBetween(5_600.0, 6_900.0);
        } finally {
            server.destroyForcibly().waitFor();
        }
    }

    @Test
    void theProcessEndsWithinTwoSecondsOfItsInput() throws Exception {
        try (TestServer server =
                new TestServer(number -> new TestServer.Reply(0, number < 10 ? "HTTP/1.1 204 No\r\n\r\n" : ""))) {
            Process engine = forked("dev.opsdeck.server.loadrun.engine.EngineMain");
            try {
                engine.outputWriter()
                        .write(new String(
                                        json.bytes(order(100, 60).plan("1", "s", server.url(), null, List.of())),
                                        java.nio.charset.StandardCharsets.UTF_8)
                                + "\n");
                engine.outputWriter().flush();
                assertThat(engine.inputReader().readLine()).contains("\"second\":0");

                engine.outputWriter().close();

                assertThat(engine.waitFor(2, TimeUnit.SECONDS)).isTrue();
                assertThat(engine.exitValue()).isZero();
            } finally {
                engine.destroyForcibly().waitFor();
            }
        }
    }

    @Test
    void aTargetThatIsNotThereIsTheReason() throws Exception {
        String gone;
        try (TestServer server = new TestServer(number -> new TestServer.Reply(0, ""))) {
            gone = server.url();
        }
        try (EngineProcess engine = EngineProcess.start(order(10, 5).plan("1", "s", gone, null, List.of()), json)) {
            String failure = engine.follow(second -> assertThat(second).isNull());

            assertThat(failure).startsWith("No connection to " + gone).endsWith("correct the address.");
        }
    }

    @Test
    void anEngineThatIsKilledIsTheReasonAndWhatItMeasuredIsKept() throws Exception {
        try (TestServer server = new TestServer(number -> new TestServer.Reply(0, "HTTP/1.1 204 No Content\r\n\r\n"))) {
            List<ProcessHandle> others = ProcessHandle.current().children().toList();
            RunFigures figures = new RunFigures(order(100, 60));
            try (EngineProcess engine =
                    EngineProcess.start(order(100, 60).plan("1", "s", server.url(), null, List.of()), json)) {
                String failure = engine.follow(second -> {
                    figures.add(second);
                    ProcessHandle.current()
                            .children()
                            .filter(child -> !others.contains(child))
                            .forEach(ProcessHandle::destroyForcibly);
                });

                assertThat(failure).startsWith("The load engine ended with code ");
            }
            assertThat(figures.figures().completed()).isPositive();
        }
    }

    @Test
    void aStoppedRunGivesWhatItHasMeasured() throws Exception {
        try (TestServer server = new TestServer(number -> new TestServer.Reply(0, "HTTP/1.1 204 No Content\r\n\r\n"))) {
            RunFigures figures = new RunFigures(order(100, 60));
            try (EngineProcess engine =
                    EngineProcess.start(order(100, 60).plan("1", "s", server.url(), null, List.of()), json)) {
                String failure = engine.follow(second -> {
                    figures.add(second);
                    if (second.second() == 1) {
                        engine.stop();
                    }
                });
                assertThat(failure).isNull();
            }
            assertThat(figures.figures().completed()).isBetween(200L, 400L);
            assertThat(figures.figures().errors()).isZero();
        }
    }

    private static RunOrder order(double rate, int seconds) {
        return RunOrder.of(
                new LoadRequest(LoadProfile.CONSTANT, null, null, rate, null, seconds, null, null, null, null));
    }

    private static Process forked(String mainClass) throws Exception {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx128m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        mainClass)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private static void freeze(Process server) {
        signal(server, "-STOP");
        long until = System.nanoTime() + Duration.ofSeconds(6).toNanos();
        for (long left = until - System.nanoTime(); left > 0; left = until - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
        signal(server, "-CONT");
    }

    private static void signal(Process process, String signal) {
        try {
            int code = new ProcessBuilder("kill", signal, Long.toString(process.pid()))
                    .start()
                    .waitFor();
            assertThat(code).isZero();
        } catch (java.io.IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
