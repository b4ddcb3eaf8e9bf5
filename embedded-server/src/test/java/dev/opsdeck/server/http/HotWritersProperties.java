package dev.opsdeck.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.opsdeck.api.products.Availability;
import dev.opsdeck.api.products.Product;
import dev.opsdeck.api.products.ProductStatus;
import dev.opsdeck.api.products.TopProduct;
import java.math.BigDecimal;
import java.time.Instant;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Scale;

/// The writers by hand against Jackson's own: the same bytes for whatever can be in a product.
final class HotWritersProperties {

    private final ObjectMapper reference = JsonBenchmark.mapper();
    private final Json json = new Json();

    @Property
    void aProductIsWrittenAsJacksonWritesIt(
            @ForAll("text") String text,
            @ForAll("maybe") String maybe,
            @ForAll @Scale(6) BigDecimal amount,
            @ForAll double score,
            @ForAll Availability availability,
            @ForAll ProductStatus status,
            @ForAll("instant") Instant at)
            throws Exception {
        String optional = maybe.isEmpty() ? null : maybe;
        Product product = new Product(
                amount.unscaledValue().longValue(),
                text,
                text,
                text,
                optional,
                text,
                optional,
                optional,
                optional,
                optional,
                optional,
                availability,
                amount,
                optional == null ? null : amount.negate(),
                text,
                amount,
                status,
                score,
                -score,
                at,
                at.plusNanos(1));
        assertThat(json.bytes(product)).isEqualTo(reference.writeValueAsBytes(product));
        TopProduct top = new TopProduct(7, text, amount, text, score, score / 3);
        assertThat(json.bytes(top)).isEqualTo(reference.writeValueAsBytes(top));
        assertThat(json.mapper().valueToTree(product).get("createdAt").asText()).isEqualTo(at.toString());
    }

    @Property(tries = 5000)
    void aTimeIsWrittenAsJavaWritesIt(@ForAll("instant") Instant at) {
        assertThat(json.bytes(at)).asString().isEqualTo('"' + at.toString() + '"');
    }

    @Provide
    Arbitrary<Instant> instant() {
        Arbitrary<Long> seconds = Arbitraries.longs().between(-70_000_000_000L, 300_000_000_000L);
        Arbitrary<Integer> nanos = Arbitraries.oneOf(
                Arbitraries.of(0, 1, 1000, 1_000_000, 120_000_000, 999_999_999),
                Arbitraries.integers().between(0, 999_999_999));
        return Combinators.combine(seconds, nanos).as(Instant::ofEpochSecond);
    }

    @Provide
    Arbitrary<String> text() {
        // A lone half of a surrogate pair is no text that UTF-8 can carry.
        return Arbitraries.strings()
                .all()
                .ofMaxLength(60)
                .filter(text -> text.chars().noneMatch(c -> Character.isSurrogate((char) c)));
    }

    @Provide
    Arbitrary<String> maybe() {
        return text();
    }
}
