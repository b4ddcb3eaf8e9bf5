package dev.opsdeck.server.loadrun;

import com.fasterxml.jackson.databind.JsonNode;
import dev.opsdeck.server.http.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Asks the server under load for ids of its own products, before the run: ids of another catalogue would be 404s.
final class TargetCatalogue {

    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    private static final int MOST_BYTES = 8 << 20;
    private static final int PRODUCTS = 200;

    private final Json json;

    TargetCatalogue(Json json) {
        this.json = json;
    }

    /// Some ids; none when the target does not answer like one of ours: the run itself will tell more.
    List<Long> productIds(String target, @Nullable String token, String mark) throws InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create(target + "/products?status=active&limit=" + PRODUCTS))
                .timeout(TIMEOUT)
                .header("Opsdeck-Load-Run", mark);
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        try (HttpClient client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(TIMEOUT)
                .build()) {
            HttpResponse<byte[]> response = client.send(
                    request.build(),
                    HttpResponse.BodyHandlers.limiting(HttpResponse.BodyHandlers.ofByteArray(), MOST_BYTES));
            return response.statusCode() == 200 ? ids(json.mapper().readTree(response.body())) : List.of();
        } catch (IOException e) {
            return List.of();
        }
    }

    private static List<Long> ids(JsonNode page) {
        List<Long> ids = new ArrayList<>();
        for (JsonNode product : page.path("data")) {
            if (product.path("id").canConvertToLong() && product.path("id").isNumber()) {
                ids.add(product.path("id").asLong());
            }
        }
        return ids;
    }
}
