package dev.opsdeck.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.opsdeck.api.products.TopProduct;
import dev.opsdeck.server.products.JsonBenchmark;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Scale;

/// What the server writes is, byte by byte, what plain Jackson writes.
final class QuickValuesProperties {

    private final ObjectMapper plain = JsonBenchmark.mapper();
    private final Json json = new Json();

    @Property
    void anInstantOfWholeMillis(
            @ForAll @LongRange(min = -99_999_999_999_999L, max = 399_999_999_999_999L) long millis) {
        same(Instant.ofEpochMilli(millis));
        same(Instant.ofEpochSecond(millis / 1_000));
    }

    @Property
    void anyInstant(
            @ForAll @LongRange(min = -31_557_014_167_219_200L, max = 31_556_889_864_403_199L) long seconds,
            @ForAll @IntRange(max = 999_999_999) int nanos) {
        same(Instant.ofEpochSecond(seconds, nanos));
        same(Instant.ofEpochSecond(seconds % 100_000_000_000L, nanos / 1_000 * 1_000L));
    }

    @Property
    void anyDouble(@ForAll long bits) {
        same(Double.longBitsToDouble(bits));
    }

    @Property
    void aScore(
            @ForAll @LongRange(max = 20_000_000_000_000L) long millionths, @ForAll @IntRange(max = 7) int decimals) {
        same(millionths / 1e6);
        same(BigDecimal.valueOf(millionths, decimals).doubleValue());
    }

    @Property
    void aDoubleOfTheRangeThatIsWrittenQuickly(@ForAll @DoubleRange(min = 0.0005, max = 2e7) @Scale(12) double value) {
        same(value);
        same(Math.nextUp(Math.rint(value * 1e6) / 1e6));
    }

    @Example
    void theEnds() {
        List.of(0.0, -0.0, 1e-3, Math.nextDown(1e-3), 1e7, Math.nextDown(1e7), 9_999_999.999999, 5e-7, 100.0, -1.5)
                .forEach(this::same);
        List.of(Double.NaN, Double.POSITIVE_INFINITY, Double.MIN_VALUE).forEach(this::same);
        List.of(
                        Instant.MIN,
                        Instant.MAX,
                        Instant.EPOCH,
                        Instant.parse("0000-01-01T00:00:00Z"),
                        Instant.parse("-0001-12-31T23:59:59.999Z"),
                        Instant.parse("9999-12-31T23:59:59.999Z"),
                        Instant.parse("+10000-01-01T00:00:00Z"),
                        Instant.parse("2026-02-28T23:59:59.010Z"))
                .forEach(this::same);
    }

    @Example
    void inTheirPlaces() {
        same(JsonBenchmark.page());
        same(new TopProduct(1, "t", BigDecimal.ONE, "EUR", 1.25, 1234567.5));
        assertThat(json.mapper()
                        .valueToTree(Map.of("at", Instant.EPOCH, "score", 2.5))
                        .toString())
                .contains("\"1970-01-01T00:00:00Z\"")
                .contains(":2.5");
    }

    private void same(Object value) {
        try {
            assertThat(new String(json.bytes(value), StandardCharsets.UTF_8))
                    .isEqualTo(new String(plain.writeValueAsBytes(value), StandardCharsets.UTF_8));
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }
}
