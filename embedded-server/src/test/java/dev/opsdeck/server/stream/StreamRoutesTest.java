package dev.opsdeck.server.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.opsdeck.server.http.Access;
import dev.opsdeck.server.http.ErrorMapping;
import dev.opsdeck.server.http.HttpFoundation;
import dev.opsdeck.server.http.Json;
import io.helidon.webserver.WebServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The stream over a real socket.
final class StreamRoutesTest {

    private static final String TOKEN = "viewer-token-0123456789";
    private static final long FIRST = 1_000_001;

    private final HttpClient client = HttpClient.newHttpClient();
    private final Json json = new Json();
    private final AtomicLong shift = new AtomicLong();
    private final EventFeed feed = new EventFeed(json::bytes, () -> System.nanoTime() + shift.get(), 1_000);

    @SuppressWarnings("NullAway.Init")
    private WebServer web;

    @BeforeEach
    void listen() {
        Access access = new Access(null, TOKEN);
        web = HttpFoundation.listen("127.0.0.1", 0, new ErrorMapping(json), routing -> {
            new ErrorMapping(json).register(routing, IllegalStateException.class);
            routing.addFilter(access);
            routing.register("/ops", new StreamRoutes(access, feed, Duration.ofMillis(50)));
        });
    }

    @AfterEach
    void stop() {
        feed.close();
        web.stop();
        client.close();
    }

    @Test
    void resumesWithoutAGapOrARepeatHoweverOftenTheConnectionBreaks() throws Exception {
        List<Long> seen = new ArrayList<>();
        long last = 0;
        for (int connection = 0; connection < 5; connection++) {
            publishLines(10);
            try (Stream<String> lines = open(last, "Accept-Encoding", "gzip").body()) {
                // A line that comes while the connection is open, after those that were missed.
                publishLines(1);
                List<Long> got = lines.filter(line -> line.startsWith("id:"))
                        .map(line -> Long.parseLong(line.substring(3).strip()))
                        .limit(7)
                        .toList();
                seen.addAll(got);
                last = got.getLast();
            }
        }
        assertThat(seen)
                .containsExactlyElementsOf(
                        LongStream.range(FIRST, FIRST + 35).boxed().toList());
    }

    @Test
    void anEventIsNameNumberAndJsonAndLeavesAtOnce() throws Exception {
        HttpResponse<Stream<String>> response = open(0);
        assertThat(response.headers().firstValue("Content-Type")).contains("text/event-stream");
        assertThat(response.headers().firstValue("Cache-Control")).contains("no-cache");
        feed.publish(Events.log("Flushed 12 cache entries."));
        try (Stream<String> lines = response.body()) {
            assertThat(lines.filter(line -> !line.startsWith(":") && !line.isBlank())
                            .limit(3))
                    .satisfiesExactly(
                            id -> assertThat(id).isEqualTo("id:" + FIRST),
                            name -> assertThat(name).isEqualTo("event:log"),
                            data -> assertThat(data).startsWith("data:{").contains("Flushed 12 cache entries."));
        }
    }

    @Test
    void aCommentIsSentWhenNothingHappens() throws Exception {
        try (Stream<String> lines = open(0).body()) {
            assertThat(lines.filter(line -> line.startsWith(":")).limit(2)).hasSize(2);
        }
    }

    @Test
    void asksForATokenAndForTheRightKindOfAnswer() throws Exception {
        assertThat(status("Accept", "text/event-stream")).isEqualTo(401);
        assertThat(status("Accept", "application/json", "Authorization", "Bearer " + TOKEN))
                .isEqualTo(400);
        assertThat(status("Accept", "text/event-stream", "Authorization", "Bearer " + TOKEN, "Last-Event-ID", "x"))
                .isEqualTo(400);
        assertThat(feed.subscribers()).isZero();
    }

    @Test
    void closingTheFeedEndsTheStreamsCleanly() throws Exception {
        try (Stream<String> lines = open(0).body()) {
            publishLines(2);
            feed.close();
            assertThat(lines.filter(line -> line.startsWith("id:"))).hasSize(2);
        }
        await().until(() -> feed.subscribers() == 0);
    }

    @Test
    void aClientThatGoesAwayIsForgotten() throws Exception {
        open(0).body().close();
        await().until(() -> feed.subscribers() == 0);
    }

    @Test
    void aClientThatDoesNotReadHoldsUpNobodyAndIsCutOff() throws Exception {
        try (Socket silent = new Socket(InetAddress.getLoopbackAddress(), web.port())) {
            silent.setReceiveBufferSize(1024);
            silent.getOutputStream()
                    .write(("GET /ops/live HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept: text/event-stream\r\n"
                                    + "Last-Event-ID: 0\r\nAuthorization: Bearer " + TOKEN + "\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            await().until(() -> feed.subscribers() == 1);
            try (Stream<String> reading = open(FIRST + 1_000_000).body()) {
                // Far more than sockets buffer.
                String text = "x".repeat(100_000);
                for (int i = 0; i < 400; i++) {
                    feed.publish(Events.log(text));
                }
                Iterator<String> lines = reading.iterator();
                for (int i = 0; i < 400; i++) {
                    skipTo(lines, "xxx");
                }
                // In two steps: who has read a line may still count as writing it, and only that one.
                for (String line : List.of("the last but one", "the last line")) {
                    shift.addAndGet(Subscription.WRITE_LIMIT_NANOS * 2 / 3);
                    feed.publish(Events.log(line));
                    skipTo(lines, line);
                }
                await().until(() -> feed.subscribers() == 1);
            }
        }
    }

    @Test
    void aDeadClientIsNoticedByTheHeartbeat() throws Exception {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), web.port())) {
            socket.getOutputStream()
                    .write(("GET /ops/live HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept: text/event-stream\r\n"
                                    + "Authorization: Bearer " + TOKEN + "\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            assertThat(firstLine(socket)).contains("200");
            assertThat(feed.subscribers()).isEqualTo(1);
        }
        await().until(() -> feed.subscribers() == 0);
    }

    /// Reads up to a line that contains this text; fails when the stream ends before it.
    private static void skipTo(Iterator<String> lines, String text) {
        String line = lines.next();
        while (!line.contains(text)) {
            line = lines.next();
        }
    }

    private static String firstLine(Socket socket) throws IOException {
        BufferedReader reader =
                new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
        return String.valueOf(reader.readLine());
    }

    private void publishLines(int count) {
        for (int i = 0; i < count; i++) {
            feed.publish(Events.log("line"));
        }
    }

    private HttpResponse<Stream<String>> open(long lastSeen, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(live())
                .header("Accept", "text/event-stream")
                .header("Authorization", "Bearer " + TOKEN)
                .header("Last-Event-ID", Long.toString(lastSeen));
        if (headers.length > 0) {
            request.headers(headers);
        }
        HttpResponse<Stream<String>> response = client.send(request.build(), BodyHandlers.ofLines());
        assertThat(response.statusCode()).isEqualTo(200);
        return response;
    }

    private int status(String... headers) throws Exception {
        return client.send(HttpRequest.newBuilder(live()).headers(headers).build(), BodyHandlers.discarding())
                .statusCode();
    }

    private URI live() {
        return URI.create("http://127.0.0.1:" + web.port() + "/ops/live");
    }
}
