package dev.opsdeck.server.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.opsdeck.server.OpsdeckServer;
import dev.opsdeck.server.ServerSettings;
import java.io.IOException;
import java.io.StringWriter;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Sources and runs as the console uses them, through a real server.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SyncOverHttpTest {

    private static final String TOKEN = "a-token-for-this-test-only";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final HttpClient http = HttpClient.newHttpClient();

    @SuppressWarnings("NullAway.Init") // set before all
    private OpsdeckServer server;

    @BeforeAll
    void start(@TempDir Path data) {
        server = OpsdeckServer.start(ServerSettings.embedded(data, TOKEN));
    }

    @AfterAll
    void stop() {
        server.close();
        http.close();
    }

    private HttpResponse<String> send(String method, String path, String body)
            throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(server.url().resolve(path))
                        .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                        .header("Authorization", "Bearer " + TOKEN)
                        .build(),
                BodyHandlers.ofString());
    }

    private JsonNode json(String method, String path, String body, int status)
            throws IOException, InterruptedException {
        HttpResponse<String> response = send(method, path, body);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        return JSON.readTree(response.body());
    }

    @Test
    void anUploadedFeedIsSyncedAndItsIssuesAreShown() throws Exception {
        StringWriter sample = new StringWriter();
        SampleFeed.write(sample, SampleFeed.ITEMS, 0, SampleFeed.SEED);
        json("POST", "/products/sources", "{\"name\":\"sample\",\"network\":\"demo\",\"url\":\"file:sample\"}", 201);
        JsonNode source = json("PUT", "/products/sources/sample/file", sample.toString(), 200);
        assertThat(source.get("url").asText()).isEqualTo("file:sample");

        long run = json("POST", "/products/sync", "{\"source\":\"sample\"}", 202)
                .get("id")
                .asLong();
        await().atMost(Duration.ofSeconds(60))
                .until(() -> json("GET", "/products/sync/" + run, "", 200)
                        .at("/run/state")
                        .asText()
                        .equals("done"));

        JsonNode report = json("GET", "/products/sync/" + run + "?limit=2", "", 200);
        assertThat(report.at("/run/counts/added").asLong()).isEqualTo(997);
        assertThat(report.get("totalIssues").asLong()).isEqualTo(4);
        assertThat(report.get("issues")).hasSize(2);
        assertThat(send("GET", "/products/sync/" + run + "/issues.csv", "").body())
                .startsWith("line,kind,id,field,value,reason")
                .contains("The title is missing.");
        assertThat(json("GET", "/products?limit=1&network=demo", "", 200)
                        .get("total")
                        .asLong())
                .isEqualTo(997);
        assertThat(json("GET", "/products/sync", "", 200).get("total").asLong()).isPositive();
        assertThat(send("DELETE", "/products/sources/sample", "").statusCode()).isEqualTo(204);
        assertThat(send("POST", "/products/sync", "{\"source\":\"sample\"}").statusCode())
                .isEqualTo(404);
    }

    @Test
    void secretsAreShownMaskedAndStayWhenSentBackMasked() throws Exception {
        String draft = "{\"name\":\"%s\",\"network\":\"demo\",\"url\":\"%s\"}";
        String url = "https://shop.example/feed?token=verysecret";
        JsonNode made = json("PUT", "/products/sources/masked", draft.formatted("masked", url), 200);
        String shown = made.get("url").asText();
        assertThat(shown).isEqualTo("https://shop.example/feed?token=***");

        json("PUT", "/products/sources/masked", draft.formatted("masked", shown), 200);
        assertThat(send("GET", "/products/sources", "").body()).contains(shown).doesNotContain("verysecret");
        assertThat(send("DELETE", "/products/sources/masked", "").statusCode()).isEqualTo(204);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    url     | {"name":"x","network":"n","url":"file:../../etc/passwd"}
                    url     | {"name":"x","network":"n","url":"ftp://shop.example/"}
                    mapping | {"name":"x","network":"n","url":"file:x","mapping":{"nothing":"a"}}
                    name    | {"name":"../x","network":"n","url":"file:x"}
                    """)
    void whatIsWrongIsRefusedWithItsField(String field, String body) throws Exception {
        JsonNode problem = json("POST", "/products/sources", body, 400);

        assertThat(problem.get("field").asText()).isEqualTo(field);
    }

    @Test
    void withoutTheTokenNothingIsAnswered() throws Exception {
        HttpResponse<String> response = http.send(
                HttpRequest.newBuilder(server.url().resolve("/products/sources"))
                        .build(),
                BodyHandlers.ofString());

        assertThat(response.statusCode()).isEqualTo(401);
    }
}
