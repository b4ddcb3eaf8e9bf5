package dev.opsdeck.server.db;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/// What the ways to limit the time of a statement cost a read of one row from a real PostgreSQL: none, the
/// server's own limit (direct), the driver's and no prepared statements (behind a pooler), a `set local` in a
/// transaction. Run `main` with the test class path; compare the ratios.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class StatementTimeoutBenchmark {

    private static final String READ = "select nspowner from pg_namespace where oid = ?";
    private static final long PG_CATALOG = 11;

    @Param({"none", "direct", "pooler", "transaction"})
    @SuppressWarnings("NullAway.Init")
    public String way;

    @SuppressWarnings("NullAway.Init")
    private Connection connection;

    @Setup
    public void connect() throws SQLException {
        DatabaseSettings settings = TestDatabases.postgresSettings();
        PostgresServer server =
                new PostgresServer(settings.url(), settings.user(), settings.password(), Duration.ofSeconds(30));
        connection = switch (way) {
            case "direct" -> server.connect(false);
            case "pooler" -> server.connect(true);
            default -> server.connectUntimed(false);
        };
        connection.setAutoCommit(!way.equals("transaction"));
    }

    @TearDown
    public void close() throws SQLException {
        connection.close();
    }

    @Benchmark
    public long read() throws SQLException {
        if (!way.equals("transaction")) {
            return Sql.number(connection, READ, PG_CATALOG);
        }
        Sql.update(connection, "set local statement_timeout = '30s'");
        long owner = Sql.number(connection, READ, PG_CATALOG);
        connection.commit();
        return owner;
    }

    /// Runs it.
    public static void main(String[] args) throws RunnerException {
        new Runner(new OptionsBuilder()
                        .include(StatementTimeoutBenchmark.class.getSimpleName())
                        .build())
                .run();
    }
}
