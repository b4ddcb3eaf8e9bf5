package dev.opsdeck.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.helidon.webserver.WebServer;
import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A connection whose request took so long that Helidon hangs up behind the answer: its client is told. The clock is
/// the test's.
final class LongRequestTest {

    private final AtomicLong nanos = new AtomicLong();
    private final Json json = new Json();

    @SuppressWarnings("NullAway.Init")
    private WebServer web;

    @BeforeEach
    void listen() {
        ErrorMapping errors = new ErrorMapping(json);
        web = HttpFoundation.listen("127.0.0.1", 0, WireSettings.PLAIN, null, errors, nanos::get, routing -> {
            errors.register(routing, IllegalStateException.class);
            routing.get("/took/{millis}", (req, res) -> {
                pass(req.path().pathParameters().get("millis"));
                res.send("here");
            });
            routing.get("/failed/{millis}", (req, res) -> {
                pass(req.path().pathParameters().get("millis"));
                throw ApiException.notFound("There is none.");
            });
        });
    }

    private void pass(String millis) {
        nanos.addAndGet(Duration.ofMillis(Long.parseLong(millis)).toNanos());
    }

    @AfterEach
    void stop() {
        web.stop();
    }

    @Test
    void isToldThatItsConnectionEnds() throws IOException {
        assertThat(answers("/took/4001", "")).startsWith("http/1.1 200").contains("\nconnection: close\r\n");
        assertThat(answers("/failed/60000", "")).startsWith("http/1.1 404").contains("\nconnection: close\r\n");
    }

    @Test
    void aShorterOneKeepsItsConnection() throws IOException {
        String next = "GET /took/3999 HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
        for (String path : List.of("/took/3999", "/failed/3999")) {
            assertThat(answers(path, next).split("\nconnection: close\r\n", -1)[0])
                    .as("what comes before the answer that ends it")
                    .containsSubsequence("http/1.1 ", "http/1.1 200");
        }
    }

    private String answers(String path, String next) throws IOException {
        try (Socket socket = RawHttp.connect(web.port())) {
            return RawHttp.exchange(socket, "GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n" + next)
                    .toLowerCase(Locale.ROOT);
        }
    }
}
