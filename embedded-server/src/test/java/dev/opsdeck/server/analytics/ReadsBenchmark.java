package dev.opsdeck.server.analytics;

import dev.opsdeck.api.analytics.AnalyticsMetric;
import dev.opsdeck.server.db.Database;
import dev.opsdeck.server.db.DatabaseSettings;
import dev.opsdeck.server.db.Sql;
import dev.opsdeck.server.products.CatalogueSeed;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;

/// How long the figures of 90 days take from the database alone, with their blocks made. Prints the median and the
/// longest of 30 readings in milliseconds. A measure, not a test.
///
/// Run by hand: `ReadsBenchmark [PRODUCTS]`, 10,000 when left out; 180 days of them are filled in first, in a folder
/// of its own that is deleted.
public final class ReadsBenchmark {

    private static final int DAYS = 180;
    private static final int READINGS = 30;

    private ReadsBenchmark() {}

    @SuppressWarnings("SystemOut")
    public static void main(String[] args) throws Exception {
        int products = args.length > 0 ? Integer.parseInt(args[0]) : 10_000;
        Instant now = Instant.now();
        LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
        Path folder = Files.createTempDirectory("reads");
        try (Database database = Database.open(DatabaseSettings.h2File(folder, 2))) {
            CatalogueSeed.fill(database, products, DAYS, now);
            // Or the second reading of the same rows would be the first one's answer.
            database.write(c -> Sql.update(c, "set optimize_reuse_results 0"));
            BlockBuilder builder = new BlockBuilder(database, 7, System::nanoTime);
            while (builder.build(new Period(today.minusDays(399), today)) > 0) {
                // The next call goes on.
            }
            AnalyticsQueries queries = new AnalyticsQueries(database);
            RankingQueries rankings = new RankingQueries(database);
            Period quarter = new Period(today.minusDays(89), today);
            Period before = new Period(today.minusDays(179), today.minusDays(90));
            Map<String, Runnable> reads = new LinkedHashMap<>();
            reads.put("overview", () -> queries.overview(quarter, 5));
            reads.put("by day", () -> queries.byDay(quarter));
            for (AnalyticsMetric sort : AnalyticsMetric.values()) {
                reads.put(
                        "products by " + sort + " beside 90 days before",
                        () -> rankings.ranking(new RankingQueries.Asked(quarter, before, sort, null, 20)));
            }
            reads.forEach((name, read) -> {
                double[] millis = new double[READINGS];
                for (int i = -READINGS; i < READINGS; i++) {
                    long begin = System.nanoTime();
                    read.run();
                    if (i >= 0) {
                        millis[i] = (System.nanoTime() - begin) / 1e6;
                    }
                }
                Arrays.sort(millis);
                System.out.printf("%-50s %8.1f %8.1f%n", name, millis[READINGS / 2], millis[READINGS - 1]);
            });
        } finally {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }
}
