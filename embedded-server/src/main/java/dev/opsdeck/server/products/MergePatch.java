package dev.opsdeck.server.products;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.opsdeck.api.products.ProductDraft;
import dev.opsdeck.server.http.ApiException;
import dev.opsdeck.server.http.Json;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

/// A JSON merge patch (RFC 7396) of a product: fields that are absent stay, null clears, everything else replaces. The
/// result is checked as any draft is.
final class MergePatch {

    private static final Set<String> FIELDS = Arrays.stream(ProductDraft.class.getRecordComponents())
            .map(RecordComponent::getName)
            .collect(Collectors.toUnmodifiableSet());

    private final Json json;
    private final JsonNode patch;

    /// @throws ApiException 400 for what is not a JSON object with fields of a product
    MergePatch(Json json, byte[] body) {
        this.json = json;
        this.patch = json.read(body, JsonNode.class);
        if (!patch.isObject()) {
            throw ApiException.badRequest(null, "A patch must be a JSON object with the fields to change.");
        }
        patch.fieldNames().forEachRemaining(field -> {
            if (!FIELDS.contains(field)) {
                String shown = field.length() > 80 ? field.substring(0, 80) + "..." : field;
                throw ApiException.badRequest(shown, "The field '" + shown + "' is not known here: leave it out.");
            }
        });
    }

    ProductDraft apply(ProductDraft current) {
        ObjectNode target = json.mapper().valueToTree(current);
        // No field of a product is an object, so that the patch need not go deeper than this.
        patch.properties().forEach(field -> {
            if (field.getValue().isNull()) {
                target.remove(field.getKey());
            } else {
                target.set(field.getKey(), field.getValue());
            }
        });
        try {
            return json.mapper().treeToValue(target, ProductDraft.class);
        } catch (JsonProcessingException e) {
            throw Json.refusal(e);
        }
    }
}
