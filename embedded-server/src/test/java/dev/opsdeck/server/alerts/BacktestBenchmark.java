package dev.opsdeck.server.alerts;

import dev.opsdeck.api.alerts.AlertRule;
import dev.opsdeck.api.alerts.BacktestReport;
import dev.opsdeck.api.alerts.BacktestRequest;
import dev.opsdeck.api.alerts.NoData;
import dev.opsdeck.api.alerts.RuleMetric;
import dev.opsdeck.server.db.Database;
import dev.opsdeck.server.db.DatabaseSettings;
import dev.opsdeck.server.history.DayOfSeconds;
import dev.opsdeck.server.history.SampleHistory;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// How long the first backtest of a metric takes over the 86,400 stored seconds of a day, in a server that was asked
/// for five other ones before: those are shown too, as they come.
///
/// Run by hand, or by `packaging/bench/backtest.sh`: `BacktestBenchmark FOLDER-OR-JDBC-URL [REQUESTS [ROUNDS]]`; the
/// database must be new. User and password of a JDBC URL are part of it.
public final class BacktestBenchmark {

    private static final Instant END = Instant.parse("2026-11-24T12:00:00Z");

    private static final List<RuleMetric> BEFORE = List.of(
            RuleMetric.MEMORY_USED, RuleMetric.ERROR_SHARE, RuleMetric.P50, RuleMetric.CPU_SHARE, RuleMetric.P99);

    private static final List<RuleMetric> MEASURED =
            List.of(RuleMetric.P95, RuleMetric.MAX, RuleMetric.DB_ACTIVE, RuleMetric.REQUEST_RATE);

    private BacktestBenchmark() {}

    public static void main(String[] args) throws Exception {
        int requests = argument(args, 1, 50);
        int rounds = argument(args, 2, 15);
        DatabaseSettings settings = args[0].startsWith("jdbc:")
                ? new DatabaseSettings(args[0], null, null, 20)
                : DatabaseSettings.h2File(Files.createDirectories(Path.of(args[0])), 20);
        try (Database database = Database.open(settings)) {
            print("%s, 86,400 seconds, %d requests in each"
                    .formatted(database.dialect().label(), requests));
            DayOfSeconds.fill(database, "node", END, requests);
            try (SampleHistory history = new SampleHistory(database, "node", InstantSource.fixed(END))) {
                for (RuleMetric metric : BEFORE) {
                    print("before: %-15s %s".formatted(metric, one(history, metric)));
                }
                for (RuleMetric metric : MEASURED) {
                    Taken first = one(history, metric);
                    List<Taken> more = new ArrayList<>();
                    for (int i = 0; i < rounds; i++) {
                        more.add(one(history, metric));
                    }
                    more.sort(Comparator.comparingDouble(Taken::millis));
                    print("first:  %-15s %s; %d more that remember nothing: least %s, median %s, most %s"
                            .formatted(metric, first, rounds, more.getFirst(), more.get(rounds / 2), more.getLast()));
                }
            }
        }
    }

    /// On a loaded machine the CPU time of the asking thread says more.
    private record Taken(double millis, double cpuMillis) {

        @Override
        public String toString() {
            return "%.1f ms (%.0f ms of CPU)".formatted(millis, cpuMillis);
        }
    }

    /// One that remembers nothing.
    private static Taken one(SampleHistory history, RuleMetric metric) {
        PastValues past = new PastValues(history, InstantSource.fixed(END), System::nanoTime);
        AlertRule rule = Rules.rule("x", metric, "1m", "0s", NoData.OK, Rules.warning(100, "30s"));
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long cpu = threads.getCurrentThreadCpuTime();
        long begin = System.nanoTime();
        BacktestReport report = past.test(new BacktestRequest(rule, END.minusSeconds(DayOfSeconds.SECONDS), END));
        long end = System.nanoTime();
        if (report.samples() != DayOfSeconds.SECONDS) {
            throw new IllegalStateException("only " + report.samples() + " seconds were read");
        }
        return new Taken((end - begin) / 1e6, (threads.getCurrentThreadCpuTime() - cpu) / 1e6);
    }

    private static int argument(String[] args, int index, int otherwise) {
        return args.length > index ? Integer.parseInt(args[index]) : otherwise;
    }

    private static void print(String line) {
        System.out.println(line);
    }
}
