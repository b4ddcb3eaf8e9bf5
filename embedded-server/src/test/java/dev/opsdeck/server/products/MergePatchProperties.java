package dev.opsdeck.server.products;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.opsdeck.api.products.Availability;
import dev.opsdeck.api.products.ProductDraft;
import dev.opsdeck.api.products.ProductStatus;
import dev.opsdeck.server.http.ApiException;
import dev.opsdeck.server.http.Json;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;

/// A merge patch does what RFC 7396 says, whatever the product and the patch.
final class MergePatchProperties {

    private static final List<String> REQUIRED = List.of("network", "externalId", "title", "url", "price", "currency");

    private final Json json = new Json();

    @Property(tries = 500)
    void thePatchedProductIsWhatTheAlgorithmOfTheRfcGives(
            @ForAll("drafts") ProductDraft draft, @ForAll("patches") Map<String, JsonNode> changes) throws Exception {
        ObjectNode patch = json.mapper().createObjectNode();
        patch.setAll(changes);
        JsonNode wanted = mergePatch(json.mapper().valueToTree(draft), patch);
        MergePatch mergePatch = new MergePatch(json, json.mapper().writeValueAsBytes(patch));

        if (REQUIRED.stream().anyMatch(field -> !wanted.has(field))) {
            assertThatThrownBy(() -> mergePatch.apply(draft)).isInstanceOf(ApiException.class);
        } else {
            ProductDraft patched = mergePatch.apply(draft);
            assertThat(patched).isEqualTo(json.mapper().treeToValue(wanted, ProductDraft.class));
            assertThat(mergePatch.apply(patched)).isEqualTo(patched);
        }
    }

    @Property
    void anEmptyPatchChangesNothing(@ForAll("drafts") ProductDraft draft) {
        assertThat(ContentHash.of(
                        new MergePatch(json, "{}".getBytes(java.nio.charset.StandardCharsets.UTF_8)).apply(draft)))
                .isEqualTo(ContentHash.of(draft));
    }

    @Property
    void aPatchWithEveryFieldReplacesTheProduct(
            @ForAll("drafts") ProductDraft draft, @ForAll("drafts") ProductDraft other) throws Exception {
        ObjectNode patch = json.mapper().createObjectNode();
        for (var component : ProductDraft.class.getRecordComponents()) {
            patch.putNull(component.getName());
        }
        patch.setAll((ObjectNode) json.mapper().valueToTree(other));

        assertThat(new MergePatch(json, json.mapper().writeValueAsBytes(patch)).apply(draft))
                .usingRecursiveComparison()
                .withComparatorForType(BigDecimal::compareTo, BigDecimal.class)
                .isEqualTo(other);
    }

    /// RFC 7396, section 2, word by word.
    private JsonNode mergePatch(@Nullable JsonNode target, JsonNode patch) {
        if (!patch.isObject()) {
            return patch;
        }
        ObjectNode result = target != null && target.isObject()
                ? (ObjectNode) target.deepCopy()
                : json.mapper().createObjectNode();
        patch.properties().forEach(field -> {
            if (field.getValue().isNull()) {
                result.remove(field.getKey());
            } else {
                result.set(field.getKey(), mergePatch(result.get(field.getKey()), field.getValue()));
            }
        });
        return result;
    }

    @Provide
    Arbitrary<ProductDraft> drafts() {
        Arbitrary<String> text = Arbitraries.strings()
                .ascii()
                .excludeChars('\0')
                .ofMinLength(1)
                .ofMaxLength(40)
                .filter(value -> !value.isBlank());
        Arbitrary<BigDecimal> price = Arbitraries.bigDecimals()
                .between(new BigDecimal("0.0001"), new BigDecimal("1000000000"))
                .ofScale(4);
        Arbitrary<String> url = Arbitraries.of("http://a", "https://b/c?d=\"e\"");
        return Combinators.combine(
                        text.list().ofSize(3),
                        url,
                        url.injectNull(0.5),
                        Arbitraries.of(Availability.class).injectNull(0.3),
                        price,
                        price.injectNull(0.5),
                        Arbitraries.of("EUR", "USD", "JPY"),
                        Arbitraries.of(ProductStatus.class).injectNull(0.3))
                .as((texts, link, image, availability, now, sale, currency, status) -> new ProductDraft(
                        texts.get(0),
                        texts.get(1),
                        texts.get(2),
                        null,
                        link,
                        image,
                        null,
                        null,
                        null,
                        null,
                        availability,
                        now,
                        sale,
                        currency,
                        null,
                        status));
    }

    @Provide
    Arbitrary<Map<String, JsonNode>> patches() {
        var nodes = json.mapper().getNodeFactory();
        Arbitrary<Map.Entry<String, JsonNode>> change = Arbitraries.of(
                Map.entry("title", nodes.textNode("New")),
                Map.entry("title", nodes.nullNode()),
                Map.entry("brand", nodes.textNode("Brisa")),
                Map.entry("brand", nodes.nullNode()),
                Map.entry("description", nodes.textNode("")),
                Map.entry("imageUrl", nodes.nullNode()),
                Map.entry("price", nodes.numberNode(new BigDecimal("12.5"))),
                Map.entry("price", nodes.nullNode()),
                Map.entry("salePrice", nodes.numberNode(3)),
                Map.entry("salePrice", nodes.nullNode()),
                Map.entry("status", nodes.textNode("archived")),
                Map.entry("status", nodes.nullNode()),
                Map.entry("availability", nodes.nullNode()),
                Map.entry("commissionRate", nodes.numberNode(new BigDecimal("0.25"))),
                Map.entry("currency", nodes.textNode("DKK")));
        return change.list().ofMaxSize(6).map(list -> {
            Map<String, JsonNode> changes = new java.util.LinkedHashMap<>();
            list.forEach(one -> changes.put(one.getKey(), one.getValue()));
            return changes;
        });
    }
}
