package dev.opsdeck.server.analytics;

import com.fasterxml.jackson.databind.JsonNode;
import dev.opsdeck.server.db.Database;
import dev.opsdeck.server.db.DatabaseSettings;
import dev.opsdeck.server.db.Sql;
import dev.opsdeck.server.products.CatalogueSeed;
import dev.opsdeck.server.products.CatalogueServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// What analytics at size cost: 10,000 products and 90 days are seeded, answers that no cache has are timed, and events
/// are sent over HTTP in batches. Sender and server share this process and its cores.
///
/// Run by hand, or by `packaging/bench/events.sh`: `EventsBenchmark FOLDER-OR-JDBC-URL [PRODUCTS [DAYS
/// [SECONDS]]]`; the database must be new. User and password of a JDBC URL are part of it.
public final class EventsBenchmark {

    private static final int READS = 15;

    private EventsBenchmark() {}

    public static void main(String[] args) throws Exception {
        int products = argument(args, 1, 10_000);
        int days = argument(args, 2, 90);
        int seconds = argument(args, 3, 10);
        DatabaseSettings settings = args[0].startsWith("jdbc:")
                ? new DatabaseSettings(args[0], null, null, 20)
                : DatabaseSettings.h2File(Files.createDirectories(Path.of(args[0])), 20);
        try (CatalogueServer server = new CatalogueServer(Database.open(settings))) {
            print("%s, %,d products, %d days"
                    .formatted(server.database.dialect().label(), products, days));
            CatalogueSeed.fill(server.database, products, days, server.now());
            print("rows of product_analytics: %,d".formatted(server.count("product_analytics")));
            reads(server, "without blocks");
            long begin = System.nanoTime();
            int calls = 0;
            do {
                server.analytics.keep();
                calls++;
            } while (calls < 1_000 && openDays(server) > 0);
            print("all blocks made in %.1f s, %d calls".formatted((System.nanoTime() - begin) / 1e9, calls));
            reads(server, "with blocks");
            try (EventSender sender =
                    new EventSender(server.url(), CatalogueServer.OPERATOR, products, EventSender.Ids.RANDOM)) {
                for (int senders : List.of(1, 4, 8)) {
                    intake(sender, senders, 1_000, seconds);
                }
                intake(sender, 2, 60_000, seconds);
            }
            reads(server, "with the events of today");
        }
    }

    private static long openDays(CatalogueServer server) {
        return server.database.read(c -> Sql.number(c, """
                select count(*) from analytics_days d where d.on_day < (select max(on_day) from analytics_days)
                  and not exists (select 1 from product_blocks b where b.first_day = d.on_day and b.last_day = d.on_day)
                """));
    }

    private static void reads(CatalogueServer server, String state) throws Exception {
        for (String path : List.of(
                "/analytics/overview?period=90d",
                "/analytics/overview?period=30d",
                "/analytics/revenue?period=90d",
                "/analytics/platforms?period=90d",
                "/analytics/products/7?period=90d")) {
            long[] nanos = new long[READS];
            for (int i = 0; i < READS; i++) {
                server.caches.flush(null);
                long begin = System.nanoTime();
                JsonNode answer = server.read(path);
                nanos[i] = System.nanoTime() - begin;
                if (answer.isEmpty()) {
                    throw new IllegalStateException(path + " is empty");
                }
            }
            double first = nanos[0] / 1e6;
            Arrays.sort(nanos);
            print("%-34s %s, not cached: first %.1f, p50 %.1f, max %.1f ms"
                    .formatted(path, state, first, nanos[READS / 2] / 1e6, nanos[READS - 1] / 1e6));
        }
    }

    private static void intake(EventSender sender, int senders, int size, int seconds) throws Exception {
        AtomicLong taken = new AtomicLong();
        long begin = System.nanoTime();
        long end = begin + seconds * 1_000_000_000L;
        List<Callable<@Nullable Object>> tasks = new ArrayList<>();
        for (int i = 0; i < senders; i++) {
            tasks.add(() -> {
                do {
                    sender.send(size);
                    taken.addAndGet(size);
                } while (System.nanoTime() < end);
                return null;
            });
        }
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<@Nullable Object> done : threads.invokeAll(tasks)) {
                done.get();
            }
        }
        double took = (System.nanoTime() - begin) / 1e9;
        print("%d senders, batches of %,d: %,.0f events/s (%,d in %.1f s)"
                .formatted(senders, size, taken.get() / took, taken.get(), took));
    }

    private static int argument(String[] args, int at, int otherwise) {
        return args.length > at ? Integer.parseInt(args[at]) : otherwise;
    }

    private static void print(String line) {
        System.out.println(line);
    }
}
