package dev.opsdeck.server.loadrun;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.opsdeck.server.http.Json;
import dev.opsdeck.server.loadrun.engine.TestServer;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// The questions beside a run end, whatever the target does.
final class TargetClientTest {

    private static final String HALF = "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n{";

    @Test
    @Timeout(20)
    void anAnswerThatStandsStillInItsBodyIsGivenUp() throws Exception {
        try (TestServer server = new TestServer(number -> new TestServer.Reply(0, HALF));
                TargetClient client = new TargetClient(server.url(), null, null, "mark", Duration.ofSeconds(1))) {
            assertThatThrownBy(() -> client.get("/metrics"))
                    .isInstanceOf(IOException.class)
                    .hasMessage(server.url() + "/metrics was not answered to its end within 1 s.");
        }
    }

    @Test
    void aTargetThatHangsUpNamesNoProducts() throws Exception {
        try (TestServer server = new TestServer(
                        number -> new TestServer.Reply(0, "HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n{"));
                TargetClient client = new TargetClient(server.url(), null, null, "mark")) {
            assertThat(new TargetCatalogue(new Json()).productIds(client)).isEmpty();
        }
    }
}
