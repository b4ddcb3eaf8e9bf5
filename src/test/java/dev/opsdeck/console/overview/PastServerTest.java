package dev.opsdeck.console.overview;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opsdeck.console.connection.HttpClients;
import java.time.Instant;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import okhttp3.HttpUrl;
import org.junit.jupiter.api.Test;

class PastServerTest {

    @Test
    void theAlertsOfAMomentAreThoseThatHadBegunAndWereNotOver() throws Exception {
        try (MockWebServer server = new MockWebServer();
                HttpClients http = new HttpClients()) {
            server.start();
            server.enqueue(
                    new MockResponse.Builder().body("{\"data\":[],\"total\":0}").build());
            PastServer past = PastServer.of(http.api("eu-prod", server.url("/").toString(), "t"));

            assertThat(past.alerts(Instant.parse("2026-11-23T03:12:40Z"), 200)).isEmpty();

            HttpUrl asked = server.takeRequest().getUrl();
            assertThat(asked.encodedPath()).isEqualTo("/ops/alerts");
            assertThat(asked.queryParameter("from")).isEqualTo("2026-11-23T03:12:40Z");
            assertThat(asked.queryParameter("to")).isEqualTo("2026-11-23T03:12:40.001Z");
        }
    }
}
