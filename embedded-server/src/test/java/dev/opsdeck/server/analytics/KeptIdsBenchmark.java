package dev.opsdeck.server.analytics;

import dev.opsdeck.api.requests.QueryFigures;
import dev.opsdeck.api.requests.QuerySort;
import dev.opsdeck.server.db.Database;
import dev.opsdeck.server.db.DatabaseSettings;
import dev.opsdeck.server.db.Sql;
import dev.opsdeck.server.products.CatalogueSeed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BooleanSupplier;
import java.util.stream.LongStream;

/// What events and figures cost while the ids of the last eight days stand in the table, and what becomes of both
/// while the oldest eighth of these ids is forgotten at once. Server and PostgreSQL are processes of their own;
/// the server has no caches and no limits.
///
/// Run by `packaging/bench/events.sh --ids N`: `KeptIdsBenchmark fill JDBC-URL PRODUCTS DAYS IDS` into an empty
/// database, then `KeptIdsBenchmark measure JDBC-URL PRODUCTS SECONDS SERVER-URL TOKEN SERVER-PID POSTGRES-PID`.
public final class KeptIdsBenchmark {

    private static final int DAYS_KEPT = 8;
    private static final int BATCH = 1_000;
    private static final int READS = 60;
    private static final List<String> PATHS = List.of(
            "/analytics/overview?period=90d",
            "/analytics/overview?period=30d",
            "/analytics/revenue?period=90d",
            "/analytics/platforms?period=90d",
            "/analytics/products/7?period=90d");

    private final Database database;
    private final EventSender sender;
    private final int seconds;
    private final List<Cpu> processes;

    private KeptIdsBenchmark(Database database, EventSender sender, int seconds, List<Cpu> processes) {
        this.database = database;
        this.sender = sender;
        this.seconds = seconds;
        this.processes = processes;
    }

    public static void main(String[] args) throws Exception {
        int products = Integer.parseInt(args[2]);
        try (Database database = Database.open(new DatabaseSettings(args[1], null, null, 4))) {
            if (args[0].equals("fill")) {
                int days = Integer.parseInt(args[3]);
                CatalogueSeed.fill(database, products, days, Instant.now());
                BlockBuilder blocks = new BlockBuilder(database, DAYS_KEPT - 1, System::nanoTime);
                while (blocks.build(Period.last(days, InstantSource.system())) > 0) {}
                fill(database, Long.parseLong(args[4]));
                return;
            }
            List<Cpu> processes = List.of(
                    new Cpu("server", Long.parseLong(args[6]), false),
                    new Cpu("PostgreSQL", Long.parseLong(args[7]), true));
            try (EventSender random = new EventSender(args[4], args[5], products, EventSender.Ids.RANDOM);
                    EventSender byTime = new EventSender(args[4], args[5], products, EventSender.Ids.BY_TIME)) {
                KeptIdsBenchmark measure = new KeptIdsBenchmark(database, random, Integer.parseInt(args[3]), processes);
                measure.reads();
                measure.intake("random ids", random, 1);
                measure.intake("random ids", random, 8);
                measure.intake("ids by time", byTime, 8);
                measure.forgetting();
            }
            vacuum(args[1]);
        }
    }

    /// Ids as UUIDs are, in batches of a thousand over the days that are kept.
    private static void fill(Database database, long ids) {
        for (String sql : List.of(
                "drop index analytics_event_ids_received",
                "alter table analytics_event_ids drop constraint analytics_event_ids_pkey",
                """
                insert into analytics_event_ids (id, received_at)
                select cast(cast(md5(cast(n as text)) as uuid) as varchar(64)), date_trunc('milliseconds',
                  now() - interval '%1$d days' + n / %2$d * %2$d * (interval '%1$d days' / %3$d))
                from generate_series(1, %3$d) as g(n)""".formatted(DAYS_KEPT, BATCH, ids),
                "alter table analytics_event_ids add primary key (id)",
                "create index analytics_event_ids_received on analytics_event_ids (received_at)",
                "analyze")) {
            database.writeUntimed(c -> Sql.update(c, sql));
        }
    }

    private void reads() throws Exception {
        print("load " + Files.readString(Path.of("/proc/loadavg")).substring(0, 4));
        sizes(database);
        for (String path : PATHS) {
            List<Long> nanos = new ArrayList<>();
            for (int i = 0; i < READS; i++) {
                nanos.add(timed(() -> sender.read(path)));
            }
            print("%-34s %s".formatted(path, percentiles(nanos)));
        }
    }

    private void forgetting() throws Exception {
        long end = System.nanoTime() + Duration.ofSeconds(seconds).toNanos();
        beside("beside nothing", () -> System.nanoTime() - end > 0);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<String> forgotten = threads.submit(this::forget);
            beside("beside the forgetting", forgotten::isDone);
            print(forgotten.get());
        }
    }

    /// As PostgreSQL does it by itself later.
    private static void vacuum(String url) {
        DatabaseSettings patient = new DatabaseSettings(
                url,
                null,
                null,
                1,
                DatabaseSettings.POOL_TIMEOUT,
                Duration.ofHours(1),
                List.of(),
                DatabaseSettings.REPLICA_MAX_LAG);
        try (Database database = Database.open(patient)) {
            sizes(database);
            long begin = System.nanoTime();
            database.<Integer>read(c -> Sql.update(c, "vacuum (analyze) analytics_event_ids"));
            print("a vacuum afterwards: %.1f s".formatted((System.nanoTime() - begin) / 1e9));
            sizes(database);
        }
    }

    /// What PostgreSQL has written to its log until now, bytes.
    private long logged() {
        return database.read(c -> Sql.number(c, "select cast(pg_current_wal_lsn() - '0/0' as bigint)"));
    }

    private void intake(String ids, EventSender sender, int senders) throws Exception {
        List<Double> before = processes.stream().map(Cpu::micros).toList();
        long logged = logged();
        long begin = System.nanoTime();
        long end = begin + Duration.ofSeconds(seconds).toNanos();
        List<Long> nanos = new ArrayList<>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<List<Long>> done : threads.invokeAll(Collections.nCopies(senders, (Callable<List<Long>>)
                    () -> repeat(() -> sender.send(BATCH), () -> System.nanoTime() - end > 0)))) {
                nanos.addAll(done.get());
            }
        }
        double events = (double) nanos.size() * BATCH;
        StringBuilder line = new StringBuilder("%s, %d senders, batches of %,d: %,.0f events/s, %s"
                .formatted(ids, senders, BATCH, events / (System.nanoTime() - begin) * 1e9, percentiles(nanos)));
        for (int i = 0; i < processes.size(); i++) {
            Cpu process = processes.get(i);
            line.append(
                    ", %s %.1f us CPU an event".formatted(process.name(), (process.micros() - before.get(i)) / events));
        }
        print(line.append(", %,.0f bytes of log an event".formatted((logged() - logged) / events))
                .toString());
    }

    /// One sender of batches and one reader of the overview, as fast as answers come.
    private void beside(String what, BooleanSupplier over) throws InterruptedException, ExecutionException {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<List<Long>> sent = threads.submit(() -> repeat(() -> sender.send(BATCH), over));
            Future<List<Long>> read = threads.submit(() -> repeat(() -> sender.read(PATHS.get(1)), over));
            print("a batch %s: %s".formatted(what, percentiles(sent.get())));
            print("an overview %s: %s".formatted(what, percentiles(read.get())));
        }
    }

    /// As the server does it in the background, but without a pause.
    private String forget() {
        Instant first = database.read(c -> Sql.list(
                        c, "select min(received_at) as at from analytics_event_ids", row -> Sql.instant(row, "at")))
                .getFirst();
        RetentionRepository retention = new RetentionRepository(database);
        long begin = System.nanoTime();
        long forgotten = 0;
        long gone;
        do {
            gone = retention.forgetIds(first.plus(Duration.ofDays(1)));
            forgotten += gone;
        } while (gone > 0);
        QueryFigures longest = database.queries()
                .report(QuerySort.MAX, 1, Instant.now())
                .data()
                .getFirst();
        double took = (System.nanoTime() - begin) / 1e9;
        return "%,d ids forgotten in %.1f s, %,.0f/s; the longest statement took %.0f ms: %s"
                .formatted(forgotten, took, forgotten / took, longest.maxMillis(), longest.statement());
    }

    private static void sizes(Database database) {
        database.read(c -> Sql.list(
                        c,
                        """
                        select relname, n_live_tup, n_dead_tup, pg_table_size(relid) / 1048576 as table_mb,
                          pg_indexes_size(relid) / 1048576 as indexes_mb, autovacuum_count
                        from pg_stat_user_tables where relname in ('analytics_event_ids', 'product_analytics')
                        order by relname""",
                        row -> "%s: %,d rows, %,d dead, table %,d MB, indexes %,d MB, %d automatic vacuums"
                                .formatted(
                                        row.getString("relname"),
                                        row.getLong("n_live_tup"),
                                        row.getLong("n_dead_tup"),
                                        row.getLong("table_mb"),
                                        row.getLong("indexes_mb"),
                                        row.getLong("autovacuum_count"))))
                .forEach(KeptIdsBenchmark::print);
    }

    private interface Step {
        void run() throws IOException, InterruptedException;
    }

    private static long timed(Step step) throws IOException, InterruptedException {
        long begin = System.nanoTime();
        step.run();
        return System.nanoTime() - begin;
    }

    private static List<Long> repeat(Step step, BooleanSupplier over) throws IOException, InterruptedException {
        List<Long> nanos = new ArrayList<>();
        while (!over.getAsBoolean()) {
            nanos.add(timed(step));
        }
        return nanos;
    }

    private static String percentiles(List<Long> nanos) {
        long[] sorted = nanos.stream().mapToLong(Long::longValue).sorted().toArray();
        return "p50 %.1f, p95 %.1f, max %.1f ms"
                .formatted(
                        sorted[sorted.length / 2] / 1e6,
                        sorted[sorted.length * 95 / 100] / 1e6,
                        sorted[sorted.length - 1] / 1e6);
    }

    /// A process and, when asked for, its children, also those that are gone.
    private record Cpu(String name, long pid, boolean children) {

        /// Until now.
        double micros() {
            LongStream ticks = LongStream.of(ticks(pid, children));
            if (children) {
                ticks = LongStream.concat(
                        ticks,
                        ProcessHandle.of(pid).stream()
                                .flatMap(ProcessHandle::children)
                                .mapToLong(child -> ticks(child.pid(), false)));
            }
            // Linux counts in hundredths of a second.
            return ticks.sum() * 1e4;
        }

        private static long ticks(long pid, boolean children) {
            try {
                String stat = Files.readString(Path.of("/proc", String.valueOf(pid), "stat"));
                String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
                return LongStream.range(11, children ? 15 : 13)
                        .map(at -> Long.parseLong(fields[(int) at]))
                        .sum();
            } catch (IOException e) {
                // It has just ended: its parent has its time.
                return 0;
            }
        }
    }

    private static void print(String line) {
        System.out.println(line);
    }
}
