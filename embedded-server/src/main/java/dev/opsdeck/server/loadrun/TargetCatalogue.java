package dev.opsdeck.server.loadrun;

import com.fasterxml.jackson.databind.JsonNode;
import dev.opsdeck.server.http.Json;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;

/// Asks the server under load for ids of its own products, before the run: ids of another catalogue would be 404s.
final class TargetCatalogue {

    private static final int PRODUCTS = 200;

    private final Json json;

    TargetCatalogue(Json json) {
        this.json = json;
    }

    /// Some ids; none when the target does not answer like one of ours: the run itself will tell more.
    List<Long> productIds(TargetClient target) throws InterruptedException {
        try {
            HttpResponse<byte[]> response = target.get("/products?status=active&limit=" + PRODUCTS);
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
