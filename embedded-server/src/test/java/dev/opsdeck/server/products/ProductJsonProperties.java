package dev.opsdeck.server.products;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.opsdeck.api.Page;
import dev.opsdeck.api.products.Availability;
import dev.opsdeck.api.products.Product;
import dev.opsdeck.api.products.ProductStatus;
import dev.opsdeck.api.products.TopProduct;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.BigRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Scale;
import org.jspecify.annotations.Nullable;

/// What is written by hand is, byte by byte, what plain Jackson writes.
final class ProductJsonProperties {

    private final ObjectMapper plain = JsonBenchmark.mapper();

    @Property
    void aPageOfProducts(
            @ForAll @IntRange(max = 3) int rows,
            @ForAll long total,
            @ForAll Availability availability,
            @ForAll ProductStatus status,
            @ForAll @BigRange(min = "-999999999", max = "999999999") @Scale(4) BigDecimal price,
            @ForAll double score,
            @ForAll @LongRange(min = -99_999_999_999_999L, max = 399_999_999_999_999L) long millis,
            @ForAll boolean full,
            @ForAll String text) {
        String escaped = text + "\"\\/\b\u0001" + text;
        Product product = new Product(
                total,
                text,
                escaped,
                text + text,
                full ? escaped : null,
                text,
                full ? text : null,
                null,
                full ? "" : null,
                null,
                full ? "012345678" : null,
                availability,
                price,
                full ? price.negate() : null,
                "EUR",
                new BigDecimal("1E+3").add(price),
                status,
                score,
                price.doubleValue(),
                Instant.ofEpochMilli(millis),
                Instant.ofEpochSecond(millis, 123_456_789));
        Page<Product> page =
                new Page<>(IntStream.range(0, rows).mapToObj(i -> product).toList(), total, full ? escaped : null);
        same(ProductJson.products(page), page);
        same(ProductJson.product(product), product);
    }

    @Property
    void aTopList(@ForAll long id, @ForAll String title, @ForAll double score) {
        List<TopProduct> top =
                List.of(new TopProduct(id, title, BigDecimal.TEN, "EUR", score, id / 1e6), row(title + '\\'));
        same(ProductJson.top(top), Page.whole(top));
    }

    /// At each place of the eight that are looked at together, and beside it.
    @Example
    void everyCharacterAtEveryPlace() {
        for (char c = 0; c < 0x800; c++) {
            for (int place = 0; place < 20; place++) {
                List<TopProduct> top = List.of(row("a".repeat(place) + c + "b".repeat(19 - place)));
                assertThat(ProductJson.top(top)).isEqualTo(written(Page.whole(top)));
            }
        }
    }

    @Example
    void theListOfTheBenchmark() {
        same(ProductJson.products(JsonBenchmark.page()), JsonBenchmark.page());
    }

    private static TopProduct row(String title) {
        return new TopProduct(1, title, BigDecimal.ONE, "EUR", 1, 0);
    }

    private void same(byte[] json, @Nullable Object value) {
        assertThat(new String(json, StandardCharsets.UTF_8))
                .isEqualTo(new String(written(value), StandardCharsets.UTF_8));
    }

    private byte[] written(@Nullable Object value) {
        try {
            return plain.writeValueAsBytes(value);
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }
}
