package dev.opsdeck.server.loadrun;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opsdeck.server.http.Json;
import dev.opsdeck.server.loadrun.engine.TestServer;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ServerSidesTest {

    private static final Instant NOW = Instant.parse("2026-11-26T15:00:00Z");

    /// The same seconds are those of the target's clock.
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"timestamp\":\"2026-11-26T16:00:00.250Z\"} | 2026-11-26T16:00:02.250Z",
                "{\"timestamp\":\"2026-11-26T14:59:59Z\"}     | 2026-11-26T15:00:01Z",
                "{\"timestamp\":\"2026-11-26T15:00:00.001Z\"} | 2026-11-26T15:00:02Z",
                "{\"timestamp\":\"noon\"}                     | 2026-11-26T15:00:02Z",
                "{}                                           | 2026-11-26T15:00:02Z",
                "no JSON                                      | 2026-11-26T15:00:02Z"
            })
    void aTargetIsAskedForItsSecondsByItsOwnClock(String health, String from) throws Exception {
        try (TestServer server = new TestServer(number -> reply(number == 0 ? health : "{\"series\":[]}"));
                TargetClient client = new TargetClient(server.url(), null, null, "mark")) {
            ServerSides sides = new ServerSides(client, new Json(), InstantSource.fixed(NOW));
            sides.begin();
            assertThat(sides.question(NOW, 1).ask(2, 5)).isEmpty();

            assertThat(server.heads().getFirst()).startsWith("GET /health ");
            assertThat(URLDecoder.decode(server.heads().getLast(), StandardCharsets.UTF_8))
                    .startsWith("GET /ops/history?from=" + from + "&");
        }
    }

    private static TestServer.Reply reply(String body) {
        return new TestServer.Reply(0, "HTTP/1.1 200 OK\r\nContent-Length: " + body.length() + "\r\n\r\n" + body);
    }
}
