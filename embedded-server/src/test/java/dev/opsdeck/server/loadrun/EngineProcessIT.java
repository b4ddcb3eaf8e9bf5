package dev.opsdeck.server.loadrun;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.opsdeck.api.loadruns.LoadPlan;
import dev.opsdeck.api.loadruns.LoadProfile;
import dev.opsdeck.api.loadruns.LoadRequest;
import dev.opsdeck.api.loadruns.LoadVerdict;
import dev.opsdeck.server.FreePort;
import dev.opsdeck.server.http.Json;
import dev.opsdeck.server.loadrun.engine.EngineMain;
import dev.opsdeck.server.loadrun.engine.TestServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// The engine as a process: how it ends, whatever happens to it, to its parent or to its target.
final class EngineProcessIT {

    private final Json json = new Json();

    @Test
    void theProcessEndsWithinTwoSecondsOfItsInput() throws Exception {
        try (TestServer server =
                new TestServer(number -> new TestServer.Reply(0, number < 10 ? "HTTP/1.1 204 No\r\n\r\n" : ""))) {
            Process engine = forked(order(100, 60).plan("1", "s", server.url(), null, List.of()));
            try {
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
    void theProcessEndsWithItsInputAlsoWhileItsTargetHangsInTheHandshake() throws Exception {
        try (TestServer silent = new TestServer(number -> new TestServer.Reply(0, ""))) {
            String target = silent.url().replace("http:", "https:");
            Process engine = forked(order(100, 60).plan("1", "s", target, null, List.of()));
            try {
                await().atMost(Duration.ofSeconds(20)).until(() -> silent.connections() == 1);

                engine.outputWriter().close();

                assertThat(engine.waitFor(2, TimeUnit.SECONDS)).isTrue();
            } finally {
                engine.destroyForcibly().waitFor();
            }
        }
    }

    @Test
    @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void aRunOfATargetThatNeverAnswersOrOnlyByHalfEndsByItselfAndSaysSo() throws Exception {
        String half = "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n{";
        try (TestServer silent = new TestServer(number -> new TestServer.Reply(0, number % 2 == 0 ? "" : half))) {
            List<ProcessHandle> others = ProcessHandle.current().children().toList();
            RunOrder order = order(20, 1);
            RunFigures figures = new RunFigures(order);
            try (EngineProcess engine = EngineProcess.start(impatient(order, silent.url()), json)) {
                assertThat(engine.follow(figures::add)).isNull();
                assertThat(ProcessHandle.current().children()).isSubsetOf(others);
            }

            assertThat(figures.figures().errorsByKind()).isEqualTo(Map.of("timeout", 20L));
            Judgement judgement = Judgement.of(order, figures, null, false, false);
            assertThat(judgement.verdict()).isEqualTo(LoadVerdict.FAIL);
            assertThat(judgement.remarks())
                    .contains("The target took a connection when the run began, and answered none of 20 requests"
                            + " (20 timeout): see whether it hangs or has ended.");
        }
    }

    @Test
    @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void aTargetThatHangsInTheHandshakeIsTheReason() throws Exception {
        try (TestServer silent = new TestServer(number -> new TestServer.Reply(0, ""))) {
            String target = silent.url().replace("http:", "https:");
            try (EngineProcess engine = EngineProcess.start(impatient(order(20, 1), target), json)) {
                String failure = engine.follow(second -> assertThat(second).isNull());

                assertThat(failure)
                        .startsWith("No connection to " + target + " (tls: ")
                        .endsWith("correct the address.");
            }
        }
    }

    @Test
    void aTargetThatIsNotThereIsTheReason() throws Exception {
        String gone = "http://127.0.0.1:" + FreePort.choose();
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

    /// The plan of an order with half a second for each request.
    private static LoadPlan impatient(RunOrder order, String target) {
        LoadPlan plan = order.plan("1", "s", target, null, List.of());
        return new LoadPlan(
                plan.runId(),
                plan.signature(),
                plan.target(),
                plan.token(),
                plan.fingerprint(),
                plan.model(),
                plan.phases(),
                plan.users(),
                plan.requests(),
                plan.entryMillis(),
                plan.durationMillis(),
                plan.thinkMillis(),
                500,
                plan.maxConnections(),
                plan.seed(),
                plan.mix(),
                plan.productIds());
    }

    /// An engine that the test itself is the parent of.
    private Process forked(LoadPlan plan) throws IOException {
        Process engine = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx128m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        EngineMain.class.getName())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        engine.outputWriter().write(new String(json.bytes(plan), StandardCharsets.UTF_8) + "\n");
        engine.outputWriter().flush();
        return engine;
    }
}
