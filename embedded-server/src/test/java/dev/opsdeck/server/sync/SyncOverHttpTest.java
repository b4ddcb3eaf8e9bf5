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
                    schedule | {"name":"x","network":"n","url":"file:x","schedule":"every day"}
                    scheduleZone | {"name":"x","network":"n","url":"file:x","schedule":"0 6 * * *","scheduleZone":"Mars"}
                    maxJumpShare | {"name":"x","network":"n","url":"file:x","maxJumpShare":2}
                    """)
    void whatIsWrongIsRefusedWithItsField(String field, String body) throws Exception {
        JsonNode problem = json("POST", "/products/sources", body, 400);

        assertThat(problem.get("field").asText()).isEqualTo(field);
    }

    private void synced(String source) throws Exception {
        long run = json("POST", "/products/sync", "{\"source\":\"" + source + "\",\"allowArchive\":true}", 202)
                .get("id")
                .asLong();
        ended(run, "done");
    }

    private void ended(long run, String state) {
        await().atMost(Duration.ofSeconds(60))
                .until(() -> json("GET", "/products/sync/" + run, "", 200)
                        .at("/run/state")
                        .asText()
                        .equals(state));
    }

    @Test
    void aGenerationIsTakenBackOverHttp() throws Exception {
        String header = "id\ttitle\tlink\tprice\n";
        json("POST", "/products/sources", "{\"name\":\"back\",\"network\":\"back\",\"url\":\"file:back\"}", 201);
        assertThat(send("GET", "/products/sources/back/rollback", "").statusCode())
                .isEqualTo(404);
        json("PUT", "/products/sources/back/file", header + "1\tPan\thttps://shop.example/1\t5 EUR\n", 200);
        synced("back");
        json("PUT", "/products/sources/back/file", header + "1\tPan\thttps://shop.example/1\t9 EUR\n", 200);
        long rehearsal = json("POST", "/products/sync", "{\"source\":\"back\",\"dryRun\":true}", 202)
                .get("id")
                .asLong();
        ended(rehearsal, "rehearsed");
        JsonNode changes = json("GET", "/products/sync/" + rehearsal + "/changes", "", 200);
        assertThat(changes.get("priceJumps").asLong()).isEqualTo(1);
        assertThat(changes.at("/jumps/0/kind").asText()).isEqualTo("jump");
        synced("back");

        assertThat(json("GET", "/products/sources/back/rollback", "", 200)
                        .get("restored")
                        .asLong())
                .isEqualTo(1);
        long run = json("POST", "/products/sources/back/rollback", "", 202)
                .get("id")
                .asLong();
        ended(run, "rolled_back");
        assertThat(json("GET", "/products?network=back", "", 200)
                        .at("/data/0/price")
                        .asDouble())
                .isEqualTo(5.0);
        assertThat(json("POST", "/products/sources/back/rollback", "", 404)
                        .get("detail")
                        .asText())
                .contains("nothing to take back");
        assertThat(json("POST", "/products/sources/none/rollback", "", 404)
                        .get("detail")
                        .asText())
                .contains("no source");
    }

    @Test
    void aScheduleIsShownWithItsZoneAndItsNextRun() throws Exception {
        JsonNode made = json(
                "PUT",
                "/products/sources/timed",
                "{\"name\":\"timed\",\"network\":\"n\",\"url\":\"file:timed\",\"schedule\":\"30 6 * * *\","
                        + "\"scheduleZone\":\"UTC\"}",
                200);

        assertThat(made.get("scheduleZone").asText()).isEqualTo("UTC");
        assertThat(made.get("nextRun").asText()).endsWith("T06:30:00Z");
        assertThat(made.get("maxPriceJump").asDouble()).isEqualTo(0.5);
        assertThat(send("DELETE", "/products/sources/timed", "").statusCode()).isEqualTo(204);
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
