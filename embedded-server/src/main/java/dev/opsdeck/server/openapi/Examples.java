package dev.opsdeck.server.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/// An example of what a schema describes: made from the schema, with likely words for the fields that have some.
final class Examples {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final int DEEPEST = 6;

    private static final Map<String, String> WORDS = Map.ofEntries(
            Map.entry("network", "awin"),
            Map.entry("externalId", "SKU-1042"),
            Map.entry("title", "Trail shoe 42"),
            Map.entry("description", "Light, with a firm sole."),
            Map.entry("url", "https://shop.example/p/1042"),
            Map.entry("imageUrl", "https://shop.example/p/1042.jpg"),
            Map.entry("brand", "Fell"),
            Map.entry("category", "Shoes > Running"),
            Map.entry("gtin", "4006381333931"),
            Map.entry("currency", "EUR"),
            Map.entry("defaultCurrency", "EUR"),
            Map.entry("platform", "youtube"),
            Map.entry("source", "shop"),
            Map.entry("name", "shop"),
            Map.entry("cache", "products.top"),
            Map.entry("level", "memory"),
            Map.entry("version", "1.0.0"),
            Map.entry("instance", "5f2c01aa9b3d7e44"),
            Map.entry("host", "backend-1"),
            Map.entry("database", "postgresql"),
            Map.entry("metric", "http.request.duration.p95"),
            Map.entry("unit", "ms"),
            Map.entry("target", "http://127.0.0.1:8080"),
            Map.entry("actor", "operator at 127.0.0.1"));

    private final ObjectNode components;

    /// @param components the named schemas that references lead to
    Examples(ObjectNode components) {
        this.components = components;
    }

    JsonNode of(JsonNode schema) {
        return of(schema, "", 0);
    }

    private JsonNode of(JsonNode schema, String name, int depth) {
        if (schema.has("$ref")) {
            String reference = schema.get("$ref").asText();
            return of(components.path(reference.substring(reference.lastIndexOf('/') + 1)), name, depth);
        }
        if (schema.has("enum")) {
            return schema.get("enum").get(0);
        }
        if (schema.has("oneOf")) {
            return of(schema.get("oneOf").get(0), name, depth);
        }
        return switch (schema.path("type").asText()) {
            case "object" -> object(schema, depth);
            case "array" ->
                depth > DEEPEST ? NODES.arrayNode() : NODES.arrayNode().add(of(schema.path("items"), name, depth + 1));
            case "integer" -> NODES.numberNode(42);
            case "number" -> NODES.numberNode(0.5);
            case "boolean" -> NODES.booleanNode(true);
            default -> text(schema, name);
        };
    }

    private ObjectNode object(JsonNode schema, int depth) {
        ObjectNode object = NODES.objectNode();
        schema.path("properties")
                .properties()
                .forEach(property ->
                        object.set(property.getKey(), of(property.getValue(), property.getKey(), depth + 1)));
        return object;
    }

    private static JsonNode text(JsonNode schema, String name) {
        return NODES.textNode(
                switch (schema.path("format").asText()) {
                    case "date-time" -> "2026-11-23T03:12:00Z";
                    case "date" -> "2026-11-23";
                    default -> WORDS.getOrDefault(name, "text");
                });
    }
}
