package dev.opsdeck.server.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.opsdeck.server.http.Answers;
import dev.opsdeck.server.http.ErrorMapping;
import dev.opsdeck.server.http.HttpFoundation;
import dev.opsdeck.server.http.Json;
import dev.opsdeck.server.http.RouteTable;
import io.helidon.webserver.WebServer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Alive and ready, over a real socket.
final class HealthRoutesTest {

    private final Json json = new Json();
    private final HttpClient client = HttpClient.newHttpClient();
    private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
    private final CountDownLatch end = new CountDownLatch(1);
    private final AtomicInteger asked = new AtomicInteger();
    private volatile Runnable database = () -> {};
    private volatile @Nullable String remark;

    @SuppressWarnings("NullAway.Init")
    private WebServer web;

    @BeforeEach
    void listen() {
        Map<String, Supplier<@Nullable String>> questions = new LinkedHashMap<>();
        questions.put("database", () -> {
            asked.incrementAndGet();
            database.run();
            return remark;
        });
        questions.put("cache", () -> null);
        web = HttpFoundation.listen("127.0.0.1", 0, new ErrorMapping(json), routing -> {
            new ErrorMapping(json).register(routing, IllegalStateException.class);
            RouteTable.fill(
                    routing,
                    table -> table.register(new HealthRoutes(
                            new Answers(json),
                            "0.1.0",
                            InstantSource.system(),
                            new HealthCheck(questions, executor, System::nanoTime))));
        });
    }

    @AfterEach
    void stop() {
        end.countDown();
        web.stop();
        client.close();
        executor.close();
    }

    @Test
    void tellsThatItIsAlive() throws Exception {
        for (String path : List.of("/health", "/health/live")) {
            HttpResponse<String> response = get(path);
            JsonNode health = json.mapper().readTree(response.body());
            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(health.get("status").asText()).isEqualTo("up");
            assertThat(health.get("version").asText()).isEqualTo("0.1.0");
            assertThat(health.get("uptimeSeconds").asDouble()).isNotNegative();
            assertThat(health.get("memoryUsedBytes").asLong()).isPositive();
        }
    }

    @Test
    void answersHeadWithTheStatusAlone() throws Exception {
        database = () -> {
            throw new IllegalStateException("gone");
        };
        assertThat(head("/health").statusCode()).isEqualTo(200);
        assertThat(head("/health").body()).isEmpty();
        assertThat(head("/health/ready").statusCode()).isEqualTo(503);
    }

    @Test
    void isReadyWhenEverythingAnswers() throws Exception {
        HttpResponse<String> response = get("/health/ready");
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(json.mapper().readTree(response.body()).get("status").asText())
                .isEqualTo("up");
    }

    @Test
    void whatDoesNotKeepItFromItsWorkIsRemarkedAndItIsReady() throws Exception {
        remark = "A replica is out of reach.";
        HttpResponse<String> response = get("/health/ready");
        JsonNode check = json.mapper().readTree(response.body()).get("checks").get(0);
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(check.get("up").asBoolean()).isTrue();
        assertThat(check.get("detail").asText()).isEqualTo("A replica is out of reach.");
    }

    @Test
    void namesWhatFails() throws Exception {
        database = () -> {
            throw new IllegalStateException("password=secret");
        };
        HttpResponse<String> response = get("/health/ready");
        JsonNode checks = json.mapper().readTree(response.body()).get("checks");
        assertThat(response.statusCode()).isEqualTo(503);
        assertThat(checks.get(0).get("name").asText()).isEqualTo("database");
        assertThat(checks.get(0).get("up").asBoolean()).isFalse();
        assertThat(checks.get(0).get("detail").asText()).isEqualTo("The database does not answer.");
        assertThat(checks.get(1).get("up").asBoolean()).isTrue();
        assertThat(response.body()).doesNotContain("secret");
    }

    @Test
    void answersInTimeWhenTheDatabaseHangsAndAsksItOnceHoweverManyWantToKnow() throws Exception {
        database = () -> {
            try {
                end.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        };
        long begin = System.nanoTime();
        List<CompletableFuture<HttpResponse<String>>> answers = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            answers.add(client.sendAsync(request("/health/ready").build(), BodyHandlers.ofString()));
        }
        for (CompletableFuture<HttpResponse<String>> answer : answers) {
            assertThat(answer.join().statusCode()).isEqualTo(503);
            assertThat(answer.join().body()).contains("did not answer within");
        }
        assertThat(Duration.ofNanos(System.nanoTime() - begin))
                .isBetween(Duration.ofMillis(700), Duration.ofSeconds(4));
        assertThat(asked).hasValue(1);
    }

    private HttpResponse<String> get(String path) throws Exception {
        return client.send(request(path).build(), BodyHandlers.ofString());
    }

    private HttpResponse<String> head(String path) throws Exception {
        return client.send(request(path).method("HEAD", BodyPublishers.noBody()).build(), BodyHandlers.ofString());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + web.port() + path));
    }
}
