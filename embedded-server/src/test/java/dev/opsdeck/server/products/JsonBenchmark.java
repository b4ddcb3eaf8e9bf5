package dev.opsdeck.server.products;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.Module;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import com.fasterxml.jackson.module.blackbird.BlackbirdModule;
import dev.opsdeck.api.Page;
import dev.opsdeck.api.products.Availability;
import dev.opsdeck.api.products.Product;
import dev.opsdeck.api.products.ProductStatus;
import dev.opsdeck.server.http.Answer;
import dev.opsdeck.server.http.Answers;
import dev.opsdeck.server.http.Json;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/// A page of 200 products as JSON: by reflection, by Blackbird, by the server's mapper (which writes instants and
/// doubles in a way of its own), and as the server writes this list; and with its tag. Run `main` with the test
/// class path.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class JsonBenchmark {

    private final Page<Product> page = page();
    private final ObjectMapper reflective = mapper();
    private final ObjectMapper blackbird = mapper(new BlackbirdModule());
    private final Json json = new Json();

    @Benchmark
    public byte[] reflection() throws JsonProcessingException {
        return reflective.writeValueAsBytes(page);
    }

    @Benchmark
    public byte[] blackbird() throws JsonProcessingException {
        return blackbird.writeValueAsBytes(page);
    }

    @Benchmark
    public byte[] mapperOfTheServer() {
        return json.bytes(page);
    }

    @Benchmark
    public byte[] asTheServerDoes() {
        return ProductJson.products(page);
    }

    /// Written and hashed, as a kept answer is once.
    @Benchmark
    public Answer prepared() {
        return Answers.prepared(ProductJson.products(page), Duration.ZERO);
    }

    public static Page<Product> page() {
        Instant at = Instant.parse("2026-11-23T03:12:00.123Z");
        List<Product> products = LongStream.rangeClosed(1, 200)
                .mapToObj(id -> new Product(
                        id,
                        "awin",
                        "SKU-" + id,
                        "Trail shoe " + id + ", für Läufer",
                        "A plain sentence about it. ".repeat(4),
                        "https://shop.example/p/" + id,
                        "https://shop.example/i/" + id + ".jpg",
                        "Fell",
                        "Shoes > Running",
                        "4006381333931",
                        null,
                        Availability.IN_STOCK,
                        BigDecimal.valueOf(1000 + id, 2),
                        null,
                        "EUR",
                        new BigDecimal("0.0800"),
                        ProductStatus.ACTIVE,
                        1 + id / 37.0,
                        id * 1.25,
                        at.minusSeconds(id * 1000),
                        at.plusMillis(id)))
                .toList();
        return new Page<>(products, 10_000, "next");
    }

    /// As the server's, but for the ways to write.
    public static ObjectMapper mapper(Module... modules) {
        JsonFactory factory = JsonFactory.builder()
                .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
                .build();
        return JsonMapper.builder(factory)
                .addModule(new JavaTimeModule())
                .addModules(modules)
                .defaultPropertyInclusion(
                        JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.NON_NULL))
                .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
                .build();
    }

    /// Runs it.
    public static void main(String[] args) throws RunnerException {
        new Runner(new OptionsBuilder()
                        .include(JsonBenchmark.class.getSimpleName())
                        .build())
                .run();
    }
}
