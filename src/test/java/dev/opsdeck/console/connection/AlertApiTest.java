package dev.opsdeck.console.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.opsdeck.api.alerts.AlertState;
import dev.opsdeck.api.alerts.Severity;
import dev.opsdeck.api.alerts.Span;
import dev.opsdeck.console.connection.AlertApi.Query;
import dev.opsdeck.console.connection.AlertApi.Rules;
import java.io.IOException;
import java.time.Instant;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AlertApiTest {

    private static final String RULES = """
        {"rules":[{"name":"response time","metric":"http.request.duration.p95","comparison":">",
         "levels":[{"severity":"warning","threshold":500,"recovery":450,"for":"5m"}],"unit":"ms","window":"1m",
         "keepFiringFor":"0s","noData":"keep","text":"p95 is {value}","enabled":true}]}\
        """;

    private final MockWebServer server = new MockWebServer();
    private final HttpClients http = new HttpClients();
    private AlertApi api;

    @BeforeEach
    void start() throws IOException {
        server.start();
        api = http.api("eu-prod", server.url("/").toString(), "t").alerts();
    }

    @AfterEach
    void close() {
        http.close();
        server.close();
    }

    @Test
    void asksForAlertsInTheWordsOfTheContract() throws InterruptedException {
        answer(200, "{\"data\":[],\"total\":0}", null);
        api.alerts(
                new Query(
                        AlertState.FIRING,
                        Severity.CRITICAL,
                        "a & b",
                        "local",
                        Instant.parse("2026-03-02T12:00:00Z"),
                        null),
                100,
                "x.1");
        RecordedRequest request = server.takeRequest();
        assertThat(request.getUrl().encodedPath()).isEqualTo("/ops/alerts");
        assertThat(request.getUrl().queryParameter("state")).isEqualTo("firing");
        assertThat(request.getUrl().queryParameter("severity")).isEqualTo("critical");
        assertThat(request.getUrl().queryParameter("rule")).isEqualTo("a & b");
        assertThat(request.getUrl().queryParameter("from")).isEqualTo("2026-03-02T12:00:00Z");
        assertThat(request.getUrl().queryParameter("to")).isNull();
        assertThat(request.getUrl().queryParameter("after")).isEqualTo("x.1");
    }

    @Test
    void rulesGoBackWithTheVersionTheyCameWith() throws InterruptedException {
        answer(200, RULES, "\"v7\"");
        answer(200, RULES, "\"v8\"");
        Rules read = api.rules();
        assertThat(read.version()).isEqualTo("\"v7\"");
        assertThat(read.rules().rules().getFirst().levels().getFirst().hold()).isEqualTo(Span.minutes(5));
        assertThat(api.saveRules(read).version()).isEqualTo("\"v8\"");
        server.takeRequest();
        RecordedRequest put = server.takeRequest();
        assertThat(put.getMethod()).isEqualTo("PUT");
        assertThat(put.getHeaders().get("If-Match")).isEqualTo("\"v7\"");
        String body = put.getBody() == null ? "" : put.getBody().utf8();
        assertThat(body).contains("\"for\":\"5m\"", "\"comparison\":\">\"", "\"severity\":\"warning\"");
    }

    @Test
    void whoWasOvertakenIsToldSoWithTheServersSentence() {
        answer(412, "{\"title\":\"x\",\"status\":412,\"detail\":\"Somebody else was faster.\"}", null);
        assertThatThrownBy(() ->
                        api.saveRules(new Rules(new dev.opsdeck.api.alerts.AlertRules(java.util.List.of()), "\"1\"")))
                .isInstanceOfSatisfying(
                        ApiFailure.class,
                        failure -> assertThat(failure.failure())
                                .isInstanceOfSatisfying(Failure.Rejected.class, rejected -> {
                                    assertThat(rejected.status()).isEqualTo(412);
                                    assertThat(rejected.text()).isEqualTo("Somebody else was faster.");
                                }));
    }

    private void answer(int status, String body, @org.jspecify.annotations.Nullable String tag) {
        MockResponse.Builder response = new MockResponse.Builder().code(status).body(body);
        server.enqueue((tag == null ? response : response.setHeader("ETag", tag)).build());
    }
}
