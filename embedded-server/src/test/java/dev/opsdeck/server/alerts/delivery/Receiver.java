package dev.opsdeck.server.alerts.delivery;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import mockwebserver3.SocketEffect;

/// Slack, PagerDuty, a webhook and a heartbeat service in one, which answer as the test wants and remember what they
/// took.
final class Receiver implements AutoCloseable {

    private final ObjectMapper json = new ObjectMapper();
    private final MockWebServer server = new MockWebServer();
    private final List<Taken> taken = new CopyOnWriteArrayList<>();
    private final Set<String> refusing = ConcurrentHashMap.newKeySet();
    private final AtomicInteger hangUps = new AtomicInteger();
    private volatile boolean down;
    private volatile int retryAfter;
    private volatile Runnable whenAsked = () -> {};

    /// @param line what it was, in a few words
    private record Taken(String channel, String line, String key, String body) {}

    Receiver() {
        server.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                try {
                    return answer(request);
                } catch (IOException e) {
                    throw new IllegalStateException(e);
                }
            }
        });
    }

    void start() throws IOException {
        server.start();
    }

    String url(String path) {
        return "http://127.0.0.1:" + server.getPort() + path;
    }

    /// Answers 500.
    void down(boolean now) {
        down = now;
    }

    /// Answers 404 on that channel.
    void refuses(String channel, boolean now) {
        if (now) {
            refusing.add(channel);
        } else {
            refusing.remove(channel);
        }
    }

    /// Answers 429 and wishes so many seconds; 0: not any more.
    void busy(int seconds) {
        retryAfter = seconds;
    }

    /// Takes the next so many messages and closes the connection instead of an answer.
    void takeAndHangUp(int times) {
        hangUps.set(times);
    }

    /// Done before each answer.
    void whenAsked(Runnable task) {
        whenAsked = task;
    }

    /// What was taken, in its order.
    List<String> got() {
        return taken.stream().map(Taken::line).toList();
    }

    List<String> keys(String channel) {
        return taken.stream()
                .filter(one -> one.channel.equals(channel))
                .map(Taken::key)
                .toList();
    }

    List<String> bodies(String channel) {
        return taken.stream()
                .filter(one -> one.channel.equals(channel))
                .map(Taken::body)
                .toList();
    }

    private MockResponse answer(RecordedRequest request) throws IOException {
        whenAsked.run();
        String channel = request.getUrl().pathSegments().getFirst();
        MockResponse.Builder answer = new MockResponse.Builder();
        if (down) {
            return answer.code(500).build();
        }
        if (refusing.contains(channel)) {
            return answer.code(404).body("no_service").build();
        }
        if (retryAfter > 0) {
            return answer.code(429)
                    .addHeader("Retry-After", Integer.toString(retryAfter))
                    .build();
        }
        take(channel, request);
        if (hangUps.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
            return answer.onResponseStart(new SocketEffect.CloseSocket()).build();
        }
        return channel.equals("pagerduty")
                ? answer.code(202).body("{\"status\":\"success\"}").build()
                : answer.body("ok").build();
    }

    private void take(String channel, RecordedRequest request) throws IOException {
        String text = request.getBody() == null ? "" : request.getBody().utf8();
        JsonNode body = text.isEmpty() ? json.createObjectNode() : json.readTree(text);
        String line = switch (channel) {
            case "pagerduty" -> "pagerduty " + body.path("event_action").asText();
            case "webhook" -> "webhook " + body.path("status").asText() + ids(body);
            default -> channel;
        };
        String key = request.getHeaders().get("Idempotency-Key");
        taken.add(new Taken(channel, line, key == null ? body.path("dedup_key").asText() : key, text));
    }

    private static String ids(JsonNode body) {
        StringBuilder ids = new StringBuilder();
        body.path("alerts")
                .forEach(alert -> ids.append(' ')
                        .append(alert.path("annotations").path("alert").asText()));
        return ids.toString();
    }

    @Override
    public void close() {
        server.close();
    }
}
