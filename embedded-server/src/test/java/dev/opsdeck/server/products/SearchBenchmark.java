package dev.opsdeck.server.products;

import dev.opsdeck.api.products.ProductStatus;
import java.util.concurrent.TimeUnit;
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

/// A look through the texts of 10,000 products like those of [CatalogueSeed]. Run `main` with the test class path.
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@State(Scope.Benchmark)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class SearchBenchmark {

    private final SearchTexts texts = texts();

    private static SearchTexts texts() {
        SearchTexts.Builder builder = new SearchTexts.Builder();
        for (int i = 1; i <= 10_000; i++) {
            String title = "product " + i * 7919L % 10_007 + " of series " + i % 97;
            builder.add(
                    i,
                    ProductStatus.ACTIVE,
                    "seed-" + i % 5,
                    title + SearchTexts.BETWEEN + "brand " + i % 211 + SearchTexts.BETWEEN + "p-" + i);
        }
        return builder.build();
    }

    @Benchmark
    public SearchTexts.Found aWordThatAFewHave() {
        return texts.find(new ListQuery.Filter(null, "Product 59", null));
    }

    @Benchmark
    public SearchTexts.Found aWordThatAllHave() {
        return texts.find(new ListQuery.Filter(null, "series", null));
    }

    /// Runs it.
    public static void main(String[] args) throws RunnerException {
        new Runner(new OptionsBuilder()
                        .include(SearchBenchmark.class.getSimpleName())
                        .build())
                .run();
    }
}
