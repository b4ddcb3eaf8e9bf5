package dev.opsdeck.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Kills the server, as `kill -9` does, while batches of events are under way. What was answered is counted; the
/// rest is counted whole or not at all, and sending everything again makes every figure right.
class KilledIntakeIT {

    private static final int BATCHES = 60;
    private static final int EVENTS = 300;

    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    private Path folder;

    private final ObjectMapper json = new ObjectMapper();

    @Test
    void everyBatchIsCountedWholeOrNotAtAll() throws Exception {
        BackendProcess server = BackendProcess.start(folder);
        try {
            assertThat(server.post("/products", """
                                    {"network":"n","externalId":"a","title":"Lamp","url":"http://x.example",
                                     "price":1,"currency":"EUR"}""").statusCode()).isEqualTo(201);
            for (int round = 1; round <= 3; round++) {
                Set<Integer> answered = sendUntilKilled(server, round, 3 + 11 * round);
                server.close();
                server = BackendProcess.start(folder);
                sendAllAgain(server, round, answered);
            }
        } finally {
            server.close();
        }
    }

    private void sendAllAgain(BackendProcess server, int round, Set<Integer> answered) throws Exception {
        int counted = 0;
        for (int batch = 0; batch < BATCHES; batch++) {
            JsonNode again = json.readTree(send(server, round, batch).body());
            int repeated = again.path("repeated").asInt();
            assertThat(repeated).as("batch %d", batch).isIn(0, EVENTS);
            assertThat(again.path("taken").asInt()).isEqualTo(EVENTS - repeated);
            if (answered.contains(batch)) {
                assertThat(repeated).as("answered batch %d", batch).isEqualTo(EVENTS);
            }
            counted += repeated;
        }
        assertThat(counted).as("before they were sent again").isLessThan(BATCHES * EVENTS);
        JsonNode overview =
                json.readTree(server.get("/analytics/overview?period=7d").body());
        int all = round * BATCHES * EVENTS;
        assertThat(overview.path("conversions").asInt()).isEqualTo(all);
        assertThat(overview.path("revenue").get(0).path("amount").decimalValue())
                .isEqualByComparingTo(BigDecimal.valueOf(all * 125L, 2));
        assertThat(overview.path("topProducts").get(0).path("conversions").asInt())
                .isEqualTo(all);
    }

    /// @return the batches that were answered
    private static Set<Integer> sendUntilKilled(BackendProcess server, int round, int answers) throws Exception {
        Set<Integer> answered = ConcurrentHashMap.newKeySet();
        AtomicInteger next = new AtomicInteger();
        CountDownLatch enough = new CountDownLatch(answers);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> senders = new ArrayList<>();
            for (int sender = 0; sender < 3; sender++) {
                senders.add(threads.submit(() -> {
                    try {
                        for (int batch = next.getAndIncrement(); batch < BATCHES; batch = next.getAndIncrement()) {
                            if (send(server, round, batch).statusCode() == 200) {
                                answered.add(batch);
                                enough.countDown();
                            }
                        }
                    } catch (IOException killed) {
                        // As it should be.
                    } catch (InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                }));
            }
            enough.await();
            server.kill();
            for (Future<?> sender : senders) {
                sender.get();
            }
        }
        return answered;
    }

    private static HttpResponse<String> send(BackendProcess server, int round, int batch)
            throws IOException, InterruptedException {
        StringBuilder events = new StringBuilder();
        for (int i = 0; i < EVENTS; i++) {
            events.append(i == 0 ? "[" : ",")
                    .append("{\"id\":\"" + round + "-" + batch + "-" + i + "\",\"kind\":\"conversion\",\"productId\":1,"
                            + "\"amount\":1.25,\"currency\":\"EUR\"}");
        }
        return server.post("/analytics/events", events.append("]").toString());
    }
}
