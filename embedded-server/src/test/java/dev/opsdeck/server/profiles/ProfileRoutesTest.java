package dev.opsdeck.server.profiles;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.opsdeck.server.OpsdeckServer;
import dev.opsdeck.server.ServerSettings;
import dev.opsdeck.server.http.Json;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Profiles over HTTP: begun, refused, stopped, saved, deleted; and who did it.
final class ProfileRoutesTest {

    private static final String TOKEN = "operator-token-0123456789";

    private final HttpClient client = HttpClient.newHttpClient();
    private final Json json = new Json();

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path data;

    @SuppressWarnings("NullAway.Init")
    private OpsdeckServer server;

    @BeforeEach
    void start() {
        server = OpsdeckServer.start(ServerSettings.embedded(data, TOKEN));
    }

    @AfterEach
    void stop() {
        server.close();
        client.close();
    }

    @Test
    void oneAtATimeIsMadeStoppedSavedAndDeleted() throws Exception {
        assertThat(send("POST", "", "{\"seconds\":61}").body()).contains("'seconds' must be from 1 to 60.");
        assertThat(send("POST", "", "{\"seconds\":0}").statusCode()).isEqualTo(400);
        assertThat(send("POST", "", "{\"minutes\":1}").statusCode()).isEqualTo(400);

        HttpResponse<String> begun = send("POST", "", "{\"seconds\":60}");
        assertThat(begun.statusCode()).as(begun.body()).isEqualTo(202);
        long id = json.mapper().readTree(begun.body()).path("id").asLong();
        HttpResponse<String> second = send("POST", "", "");
        assertThat(second.statusCode()).isEqualTo(409);
        assertThat(second.body()).contains("Profile " + id + " is under way");
        assertThat(send("GET", "/" + id + "/file", "").body()).contains("it is not done.");

        assertThat(send("DELETE", "/" + id, "").statusCode()).isEqualTo(202);
        JsonNode profile = await().atMost(Duration.ofSeconds(50))
                .until(
                        () -> tree("/" + id).path("profile"),
                        one -> one.path("state").asText().equals("done"));
        assertThat(profile.path("askedBy").asText()).startsWith("operator");
        assertThat(tree("").path("data").path(0)).isEqualTo(profile);
        HttpResponse<String> file = send("GET", "/" + id + "/file", "");
        assertThat(file.body()).startsWith("FLR\0");
        assertThat(file.body().length()).isEqualTo(profile.path("fileBytes").asInt());
        assertThat(file.headers().firstValue("content-disposition").orElse(""))
                .isEqualTo("attachment; filename=\"opsdeck-profile-" + id + ".jfr\"");

        await().until(() -> send("DELETE", "/" + id, "").statusCode() == 204);
        assertThat(send("GET", "/" + id, "").statusCode()).isEqualTo(404);
        assertThat(send("GET", "/" + id + "/file", "").statusCode()).isEqualTo(404);
        assertThat(send("DELETE", "/" + id, "").statusCode()).isEqualTo(404);
        assertThat(json.mapper().readTree(read("/ops/log").body()).findValuesAsText("text"))
                .contains(
                        "Profile " + id + " for 60 s.",
                        "Stopped profile " + id + ".",
                        "The file of profile " + id + " was taken.",
                        "Deleted profile " + id + ".");
    }

    private JsonNode tree(String path) throws Exception {
        return json.mapper().readTree(send("GET", path, "").body());
    }

    private HttpResponse<String> read(String path) throws Exception {
        return client.send(
                HttpRequest.newBuilder(server.url().resolve(path))
                        .header("Authorization", "Bearer " + TOKEN)
                        .build(),
                BodyHandlers.ofString());
    }

    private HttpResponse<String> send(String method, String path, String body) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(server.url().resolve("/ops/profiles" + path))
                .header("Authorization", "Bearer " + TOKEN)
                .method(method, BodyPublishers.ofString(body))
                .build();
        return client.send(request, BodyHandlers.ofString(StandardCharsets.ISO_8859_1));
    }
}
