package dev.opsdeck.server.limits;

import static dev.opsdeck.server.limits.LimitedServer.OPERATOR;
import static dev.opsdeck.server.limits.LimitedServer.SIGNED;
import static dev.opsdeck.server.limits.LimitedServer.VIEWER;
import static dev.opsdeck.server.limits.LimitedServer.token;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.opsdeck.server.http.Json;
import dev.opsdeck.server.limits.LimitSettings.Rate;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Who may ask how often, and what those are told who asked too often.
final class RateLimitsTest {

    private LimitedServer server = new LimitedServer(LimitSettings.DEFAULT, false, null);

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void theHundredAndFirstReadInAMinuteIsRefusedBeforeItIsHandled() throws Exception {
        for (int i = 0; i < 100; i++) {
            HttpResponse<String> answer = server.get("/products?limit=20");
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(header(answer, "RateLimit-Policy")).isEqualTo("\"reads\";q=100;w=60");
            assertThat(header(answer, "RateLimit")).isEqualTo("\"reads\";r=" + (99 - i) + ";t=60");
        }
        server.pass(Duration.ofMillis(19_500));
        HttpResponse<String> refused = server.get("/products/7");
        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(header(refused, "Retry-After")).isEqualTo("41");
        assertThat(header(refused, "RateLimit")).isEqualTo("\"reads\";r=0;t=41");
        assertThat(header(refused, "RateLimit-Policy")).isEqualTo("\"reads\";q=100;w=60");
        assertThat(header(refused, "Content-Type")).isEqualTo("application/problem+json");
        JsonNode problem = new Json().mapper().readTree(refused.body());
        assertThat(problem.get("status").asInt()).isEqualTo(429);
        assertThat(problem.get("detail").asText())
                .isEqualTo("That is more than 100 requests in 60 s: please try again in 41 s.");
        assertThat(server.handled).hasValue(100);
        assertThat(server.limits.refused()).isEqualTo(1);

        server.pass(Duration.ofSeconds(41));
        assertThat(header(server.get("/products"), "RateLimit")).startsWith("\"reads\";r=99;");
    }

    @Test
    void eachKindIsCountedForItself() throws Exception {
        spend("/products", 100);
        assertThat(server.get("/products/top").statusCode()).isEqualTo(429);
        spend("/analytics/overview", 100);
        assertThat(server.get("/products/sources").statusCode()).isEqualTo(429);
        for (int i = 0; i < 10; i++) {
            assertThat(server.send("POST", "/products/sync").statusCode()).isEqualTo(200);
        }
        assertThat(server.send("POST", "/products/sync").statusCode()).isEqualTo(429);
    }

    @Test
    void healthIsNeverLimited() throws Exception {
        spend("/health/other", 100);
        assertThat(server.get("/health/other").statusCode()).isEqualTo(429);
        // However it is written, what is not health is counted.
        for (String path : List.of("/health/../products", "/health/%2e%2e/products", "/health;x/../y")) {
            HttpResponse<String> answer = server.get(path);
            assertThat(answer.statusCode() >= 400
                            || answer.headers().firstValue("RateLimit").isPresent())
                    .as(path)
                    .isTrue();
        }
        for (int i = 0; i < 150; i++) {
            HttpResponse<String> answer = server.get(i % 2 == 0 ? "/health" : "/health/ready");
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.headers().firstValue("RateLimit")).isEmpty();
        }
    }

    @Test
    void clientsAreToldApartByAddressNetworkAndToken() throws Exception {
        for (int i = 0; i < 100; i++) {
            server.from("198.51.100.1", "/products");
            // Another address of the same network each time.
            server.from("2001:db8:0:1::" + Integer.toHexString(i), "/products");
        }
        assertThat(server.from("198.51.100.1", "/products").statusCode()).isEqualTo(429);
        assertThat(server.from("198.51.100.2", "/products").statusCode()).isEqualTo(200);
        assertThat(server.from("2001:db8:0:1:ffff::1", "/products").statusCode())
                .isEqualTo(429);
        assertThat(server.from("2001:db8:0:2::1", "/products").statusCode()).isEqualTo(200);
        assertThat(server.get("/products", token(VIEWER)).statusCode()).isEqualTo(200);
        // A token that nobody knows makes no new client.
        assertThat(server.get("/products", "Authorization", "Bearer invented", "X-Forwarded-For", "198.51.100.1")
                        .statusCode())
                .isEqualTo(429);
    }

    @Test
    void whoHasATokenMayAskAThousandTimesAndSyncTenTimes() throws Exception {
        for (String who : List.of(VIEWER, OPERATOR)) {
            HttpResponse<String> answer = server.get("/ops/history", token(who));
            assertThat(header(answer, "RateLimit-Policy")).isEqualTo("\"operations\";q=1000;w=60");
            for (int i = 1; i < 1_000; i++) {
                answer = server.get("/products", token(who));
            }
            assertThat(header(answer, "RateLimit")).startsWith("\"operations\";r=0;");
            assertThat(server.get("/ops/history", token(who)).statusCode()).isEqualTo(429);
        }
        HttpResponse<String> sync = server.send("POST", "/products/sync", token(OPERATOR));
        assertThat(header(sync, "RateLimit")).isEqualTo("\"sync\";r=9;t=60");
    }

    @Test
    void loadRunsAreFreeWhenThisProcessSignedThemOrTheOperatorSendsThem() throws Exception {
        spend("/products", 100);
        assertThat(server.get("/products", "Opsdeck-Load-Run", SIGNED).statusCode())
                .isEqualTo(200);
        assertThat(server.get("/products", "Opsdeck-Load-Run", "7.forged").statusCode())
                .isEqualTo(429);
        HttpResponse<String> foreign =
                server.get("/products", "Opsdeck-Load-Run", "7.another-process", "Authorization", "Bearer " + OPERATOR);
        assertThat(foreign.headers().firstValue("RateLimit")).isEmpty();
        HttpResponse<String> viewer =
                server.get("/products", "Opsdeck-Load-Run", "7.another-process", "Authorization", "Bearer " + VIEWER);
        assertThat(viewer.headers().firstValue("RateLimit")).isPresent();
    }

    @Test
    void theConsolesOwnOperatorIsNeverLimited() throws Exception {
        server.close();
        server = new LimitedServer(
                new LimitSettings(null, new Rate(1, Duration.ofMinutes(1)), new Rate(1, Duration.ofMinutes(1)), null),
                true,
                null);
        for (int i = 0; i < 5; i++) {
            assertThat(server.send("POST", "/products/sync", token(OPERATOR)).statusCode())
                    .isEqualTo(200);
            assertThat(server.get("/ops/caches", token(OPERATOR)).statusCode()).isEqualTo(200);
        }
        server.get("/ops/caches", token(VIEWER));
        assertThat(server.get("/ops/caches", token(VIEWER)).statusCode()).isEqualTo(429);
    }

    @Test
    void whatIsOffIsNotCounted() throws Exception {
        server.close();
        server = new LimitedServer(LimitSettings.OFF, false, null);
        for (int i = 0; i < 150; i++) {
            assertThat(server.get("/products").headers().firstValue("RateLimit-Policy"))
                    .isEmpty();
        }
        assertThat(server.handled).hasValue(150);
    }

    @ParameterizedTest
    @CsvSource({"100,100,60", "5/10s,5,10", "7/2m,7,120", "1000/1h,1000,3600"})
    void ratesAreRead(String text, long requests, long seconds) {
        assertThat(Rate.parse(text)).isEqualTo(new Rate(requests, Duration.ofSeconds(seconds)));
    }

    @Test
    void offIsNoRateAndRubbishIsRefused() {
        assertThat(Rate.parse("off")).isNull();
        for (String rubbish : List.of("", "0", "-1", "ten", "10/s", "10/0s", "99999999")) {
            assertThatThrownBy(() -> Rate.parse(rubbish)).hasMessageContaining("write it like 100");
        }
    }

    private void spend(String path, int times) throws Exception {
        for (int i = 0; i < times; i++) {
            assertThat(server.get(path).statusCode()).isEqualTo(200);
        }
    }

    private static String header(HttpResponse<String> answer, String name) {
        return answer.headers().firstValue(name).orElse("none");
    }
}
