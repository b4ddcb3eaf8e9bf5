package dev.opsdeck.server.alerts.delivery;

import static dev.opsdeck.server.alerts.delivery.Made.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.opsdeck.server.FreePort;
import dev.opsdeck.server.http.Json;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import mockwebserver3.SocketEffect;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A receiver that answers in every way there is, and what is made of it.
final class HttpReceiverTest {

    private static final String SECRET = "/services/T0SECRET/B0SECRET?token=s3cret-s3cret";

    private final MockWebServer server = new MockWebServer();
    private final HttpClient client = HttpReceiver.client(Duration.ofSeconds(5));
    private final Json json = new Json();

    @BeforeEach
    void start() throws IOException {
        server.start();
    }

    @AfterEach
    void stop() {
        client.shutdownNow();
        server.close();
    }

    @Test
    void whatTheReceiverTakesIsDelivered() throws Exception {
        answers(200, "ok");
        assertThat(slack().send(Made.trial())).isInstanceOf(Outcome.Delivered.class);
        RecordedRequest request = server.takeRequest();
        assertThat(request.getMethod()).isEqualTo("POST");
        assertThat(request.getTarget()).isEqualTo(SECRET);
        assertThat(request.getHeaders().get("Content-Type")).isEqualTo("application/json");
        assertThat(request.getBody().utf8()).contains("[TEST] Opsdeck on shop-1");
    }

    @Test
    void slackMustSayOk() {
        answers(200, "<html>Please log in</html>");
        assertThat(slack().send(Made.trial()))
                .isInstanceOf(Outcome.Later.class)
                .extracting(Outcome::detail)
                .isEqualTo("127.0.0.1 answered 200: <html>Please log in</html> That is not the receiver.");
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 502, 503, 599})
    void aFaultOfTheServerIsTriedAgain(int status) {
        answers(status, "down");
        assertThat(slack().send(Made.trial()))
                .isEqualTo(new Outcome.Later("127.0.0.1 answered " + status + ": down", null));
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 403, 404, 408, 410, 422})
    void aRefusalIsNot(int status) {
        answers(status, "no_service");
        assertThat(slack().send(Made.trial()))
                .isEqualTo(new Outcome.Never("127.0.0.1 answered " + status + ": no_service"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"90", "Mon, 23 Nov 2026 12:01:30 GMT"})
    void whoAsksTooOftenWaitsAsLongAsItIsTold(String when) {
        server.enqueue(new MockResponse.Builder()
                .code(429)
                .addHeader("Retry-After", when)
                .build());
        assertThat(slack().send(Made.trial()))
                .isEqualTo(new Outcome.Later("127.0.0.1 answered 429.", Duration.ofSeconds(90)));
    }

    @Test
    void aRedirectIsNotFollowed() throws Exception {
        server.enqueue(new MockResponse.Builder()
                .code(307)
                .addHeader("Location", server.url("/elsewhere"))
                .build());
        assertThat(slack().send(Made.trial()).detail()).contains("set the address that it leads to");
        server.takeRequest();
        assertThat(server.takeRequest(50, TimeUnit.MILLISECONDS)).isNull();
    }

    @Test
    void aReceiverThatIsSlowIsNotWaitedFor() {
        server.enqueue(new MockResponse.Builder()
                .body("ok")
                .headersDelay(5, TimeUnit.SECONDS)
                .build());
        server.enqueue(new MockResponse.Builder()
                .body("ok")
                .bodyDelay(5, TimeUnit.SECONDS)
                .build());
        for (int i = 0; i < 2; i++) {
            assertThat(slack(Duration.ofMillis(150)).send(Made.trial()))
                    .isInstanceOf(Outcome.Later.class)
                    .extracting(Outcome::detail)
                    .asString()
                    .contains("did not answer within");
        }
    }

    @Test
    void aReceiverThatHangsUpIsTriedAgain() {
        server.enqueue(new MockResponse.Builder()
                .onResponseStart(new SocketEffect.CloseSocket())
                .build());
        server.enqueue(new MockResponse.Builder()
                .body("o".repeat(2_000))
                .onResponseBody(SocketEffect.ShutdownConnection.INSTANCE)
                .build());
        for (int i = 0; i < 2; i++) {
            assertThat(slack().send(Made.trial()))
                    .as("attempt %d", i)
                    .isInstanceOf(Outcome.Later.class)
                    .extracting(Outcome::detail)
                    .asString()
                    .contains("cannot be reached");
        }
    }

    @Test
    void whatIsNoHttpIsTriedAgain() throws Exception {
        try (ServerSocket garbage = new ServerSocket(0)) {
            Thread.ofVirtual().start(() -> {
                try (var socket = garbage.accept()) {
                    socket.getOutputStream()
                            .write("\0\1\2 220 mail.example ESMTP\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));
                } catch (IOException e) {
                    throw new IllegalStateException(e);
                }
            });
            assertThat(slack("http://127.0.0.1:" + garbage.getLocalPort() + SECRET, Duration.ofSeconds(5))
                            .send(Made.trial()))
                    .isInstanceOf(Outcome.Later.class);
        }
    }

    @Test
    void nobodyThereIsTriedAgain() throws Exception {
        Outcome outcome = slack("http://127.0.0.1:" + FreePort.choose() + SECRET, Duration.ofSeconds(5))
                .send(Made.trial());
        assertThat(outcome).isInstanceOf(Outcome.Later.class);
        assertThat(outcome.detail()).startsWith("127.0.0.1 cannot be reached: ConnectException");
    }

    @Test
    void anEndlessAnswerIsReadToAPoint() {
        answers(500, "x".repeat(3_000_000));
        assertThat(slack().send(Made.trial()).detail()).hasSizeLessThan(300).endsWith("x…");
        answers(202, "y".repeat(3_000_000));
        assertThat(pagerDuty().send(Made.group())).isInstanceOf(Outcome.Delivered.class);
    }

    @Test
    void whatTheReceiverRepeatsOfSecretsIsNotKept() {
        answers(404, "no such hook: " + SECRET + " T0SECRET/B0SECRET token=s3cret-s3cret");
        answers(400, "bad key R0UTINGKEY-R0UTINGKEY");
        assertThat(slack().send(Made.trial()).detail()).contains("***").doesNotContain("SECRET", "s3cret");
        assertThat(pagerDuty().send(Made.trial()).detail()).contains("***").doesNotContain("R0UTINGKEY");
        assertThat(WebTarget.parse(url() + SECRET).toString()).doesNotContain("SECRET", "s3cret");
        assertThat(WebTarget.parse("https://ann:s3cret@hooks.example/x").toString())
                .isEqualTo("https://hooks.example/***");
    }

    @Test
    void aTestIncidentIsResolvedAtOnce() throws Exception {
        answers(202, "{\"status\":\"success\"}");
        answers(202, "{\"status\":\"success\"}");
        assertThat(pagerDuty().send(Made.trial())).isInstanceOf(Outcome.Delivered.class);
        assertThat(server.takeRequest().getBody().utf8()).contains("\"trigger\"", "\"info\"");
        assertThat(server.takeRequest().getBody().utf8()).contains("\"resolve\"");
    }

    @Test
    void theLoginOfAnAddressIsAHeaderAndAKeyTellsWhatComesTwice() throws Exception {
        answers(204, "");
        WebTarget target = WebTarget.parse(url().replace("//", "//ann:p%40ss@") + "/hook");
        Webhook webhook = new Webhook(receiver(target, Duration.ofSeconds(5)), json);
        assertThat(webhook.send(Made.trial())).isInstanceOf(Outcome.Delivered.class);
        RecordedRequest request = server.takeRequest();
        assertThat(request.getHeaders().get("Authorization")).isEqualTo("Basic YW5uOnBAc3M=");
        assertThat(request.getHeaders().get("Idempotency-Key"))
                .isEqualTo(Made.trial().dedupKey());
        assertThat(request.getTarget()).isEqualTo("/hook");
    }

    @Test
    void aHeartbeatIsAGetOrAPost() throws Exception {
        answers(200, "OK");
        answers(200, "OK");
        HttpReceiver receiver = receiver(WebTarget.parse(url() + "/ping"), Duration.ofSeconds(5));
        assertThat(receiver.ping(false)).isInstanceOf(Outcome.Delivered.class);
        assertThat(receiver.ping(true)).isInstanceOf(Outcome.Delivered.class);
        assertThat(server.takeRequest().getRequestLine()).isEqualTo("GET /ping HTTP/1.1");
        assertThat(server.takeRequest().getRequestLine()).isEqualTo("POST /ping HTTP/1.1");
    }

    @Test
    void aMessageOnItsWayCanBeStopped() throws Exception {
        server.enqueue(
                new MockResponse.Builder().headersDelay(30, TimeUnit.SECONDS).build());
        Patient patient = new Patient(slack(Duration.ofSeconds(20)), Duration.ofSeconds(20));
        var waiting = java.util.concurrent.CompletableFuture.supplyAsync(() -> patient.send(Made.trial()));
        server.takeRequest();
        patient.close();
        assertThat(waiting.get(5, TimeUnit.SECONDS).detail()).startsWith("Opsdeck stopped");
        assertThat(patient.send(Made.trial()).detail()).startsWith("Opsdeck stopped");
    }

    @Test
    void aSenderThatNeverEndsIsLeft() {
        try (Patient patient = new Patient(
                message -> {
                    java.util.concurrent.locks.LockSupport.park();
                    return new Outcome.Delivered("late");
                },
                Duration.ofMillis(50))) {
            assertThat(patient.send(Made.trial())).isInstanceOf(Outcome.Later.class);
        }
    }

    private void answers(int status, String body) {
        server.enqueue(new MockResponse.Builder().code(status).body(body).build());
    }

    private Slack slack() {
        return slack(Duration.ofSeconds(5));
    }

    private Slack slack(Duration patience) {
        return slack(url() + SECRET, patience);
    }

    private Slack slack(String url, Duration patience) {
        return new Slack(receiver(WebTarget.parse(url), patience), json);
    }

    private PagerDuty pagerDuty() {
        return new PagerDuty(
                receiver(WebTarget.parse(url() + "/v2/enqueue"), Duration.ofSeconds(5)), "R0UTINGKEY-R0UTINGKEY", json);
    }

    private HttpReceiver receiver(WebTarget target, Duration patience) {
        return new HttpReceiver(client, target, patience, () -> NOON);
    }

    private String url() {
        return "http://127.0.0.1:" + server.getPort();
    }
}
