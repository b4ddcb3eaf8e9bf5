package dev.opsdeck.server.db;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/// What counting costs a statement: the same read of one row from H2 in memory with and without it, and the counting by
/// itself. Run `main` with the test class path.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class QueryStatisticsBenchmark {

    private static final String BY_ID = "select title from bench where id = ?";

    private final QueryStatistics statistics = new QueryStatistics(System::nanoTime);

    @SuppressWarnings("NullAway.Init")
    private Database database;

    @SuppressWarnings("NullAway.Init")
    private Connection connection;

    /// A table of 1,000 rows, in a database and once more on a plain connection.
    @Setup
    public void open() throws SQLException {
        database = TestDatabases.h2();
        database.write(QueryStatisticsBenchmark::fill);
        connection = DriverManager.getConnection("jdbc:h2:mem:bench");
        fill(connection);
    }

    private static int fill(Connection c) throws SQLException {
        Sql.update(c, "create table bench (id bigint primary key, title varchar(100))");
        return Sql.update(c, "insert into bench select x, 'title ' || x from system_range(1, 1000)");
    }

    @TearDown
    public void close() throws SQLException {
        connection.close();
        database.close();
    }

    /// Nobody counts.
    @Benchmark
    public String readNotCounted() throws SQLException {
        return title(connection);
    }

    /// Counted as the server's own work.
    @Benchmark
    public String readCounted() throws SQLException {
        return statistics.run(QueryStatisticsBenchmark::title, connection);
    }

    /// Counted for a request that does nothing else.
    @Benchmark
    public String[] readInARequest() {
        String[] title = new String[1];
        statistics.request(() -> title[0] = unchecked(connection), () -> "/products/{id}");
        return title;
    }

    /// With a connection from the pool, counted as the server's own work: what counting is a part of.
    @Benchmark
    public String readFromThePool() {
        return database.read(QueryStatisticsBenchmark::title);
    }

    /// The counting alone, the two readings of the clock included.
    @Benchmark
    public void countingAlone() {
        statistics.executed(null, BY_ID, statistics.nanos(), 1);
    }

    private static String title(Connection c) throws SQLException {
        return Objects.requireNonNull(Sql.one(c, BY_ID, row -> row.getString(1), 500L));
    }

    private String unchecked(Connection c) {
        try {
            return statistics.run(QueryStatisticsBenchmark::title, c);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /// Runs it.
    public static void main(String[] args) throws RunnerException {
        new Runner(new OptionsBuilder()
                        .include(QueryStatisticsBenchmark.class.getSimpleName())
                        .addProfiler("gc")
                        .build())
                .run();
    }
}
