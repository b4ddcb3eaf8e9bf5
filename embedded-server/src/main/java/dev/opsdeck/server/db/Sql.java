package dev.opsdeck.server.db;

import java.math.BigDecimal;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Plain JDBC in one line a statement. Values are always bound, never written into the SQL. Parameters are String,
/// Long, Integer, Double, BigDecimal, Boolean, Instant, LocalDate, byte[], an SQL array, an enum (its name) or null.
/// Every execution goes through here, so that [QueryStatistics] counts it.
public final class Sql {

    private Sql() {}

    /// All rows.
    public static <T> List<T> list(Connection c, String sql, RowReader<T> row, @Nullable Object... params)
            throws SQLException {
        QueryScope scope = QueryScope.current();
        long begin = QueryScope.begin(scope);
        long count = QueryScope.FAILED;
        try (PreparedStatement statement = c.prepareStatement(sql)) {
            bind(statement, params);
            try (ResultSet rows = statement.executeQuery()) {
                List<T> result = new ArrayList<>();
                while (rows.next()) {
                    result.add(row.read(rows));
                }
                count = result.size();
                return result;
            }
        } finally {
            QueryScope.end(scope, sql, begin, count);
        }
    }

    /// Each row, one after the other; kept by nobody else.
    public static void each(Connection c, String sql, RowTaker taker, @Nullable Object... params) throws SQLException {
        QueryScope scope = QueryScope.current();
        long begin = QueryScope.begin(scope);
        long count = QueryScope.FAILED;
        try (PreparedStatement statement = c.prepareStatement(sql)) {
            bind(statement, params);
            try (ResultSet rows = statement.executeQuery()) {
                long taken = 0;
                while (rows.next()) {
                    taker.take(rows);
                    taken++;
                }
                count = taken;
            }
        } finally {
            QueryScope.end(scope, sql, begin, count);
        }
    }

    /// The first row, or null when there is none.
    public static <T extends @Nullable Object> @Nullable T one(
            Connection c, String sql, RowReader<T> row, @Nullable Object... params) throws SQLException {
        QueryScope scope = QueryScope.current();
        long begin = QueryScope.begin(scope);
        long count = QueryScope.FAILED;
        try (PreparedStatement statement = c.prepareStatement(sql)) {
            bind(statement, params);
            try (ResultSet rows = statement.executeQuery()) {
                boolean found = rows.next();
                T result = found ? row.read(rows) : null;
                count = found ? 1 : 0;
                return result;
            }
        } finally {
            QueryScope.end(scope, sql, begin, count);
        }
    }

    /// The number in the only column of the only row, such as a count.
    public static long number(Connection c, String sql, @Nullable Object... params) throws SQLException {
        Long number = one(c, sql, row -> row.getLong(1), params);
        return number == null ? 0 : number;
    }

    /// Insert, update, delete, merge or DDL; how many rows it touched.
    public static int update(Connection c, String sql, @Nullable Object... params) throws SQLException {
        QueryScope scope = QueryScope.current();
        long begin = QueryScope.begin(scope);
        long count = QueryScope.FAILED;
        try (PreparedStatement statement = c.prepareStatement(sql)) {
            bind(statement, params);
            int touched = statement.executeUpdate();
            count = touched;
            return touched;
        } finally {
            QueryScope.end(scope, sql, begin, count);
        }
    }

    /// One statement for many items, sent together; nothing when there is no item.
    ///
    /// @param params makes the parameters of an item
    public static <T> void batch(Connection c, String sql, Collection<T> items, Function<T, @Nullable Object[]> params)
            throws SQLException {
        if (items.isEmpty()) {
            return;
        }
        QueryScope scope = QueryScope.current();
        long begin = QueryScope.begin(scope);
        long count = QueryScope.FAILED;
        try (PreparedStatement statement = c.prepareStatement(sql)) {
            for (T item : items) {
                bind(statement, params.apply(item));
                statement.addBatch();
            }
            count = touched(statement.executeBatch());
        } finally {
            QueryScope.end(scope, sql, begin, count);
        }
    }

    /// A driver that joins the items of a batch does not tell each one's count: it then counts as one row.
    private static long touched(int[] counts) {
        long sum = 0;
        for (int count : counts) {
            sum += count == Statement.SUCCESS_NO_INFO ? 1 : count;
        }
        return sum;
    }

    /// Inserts a row into a table with an identity column `id`.
    public static long insertReturningId(Connection c, String sql, @Nullable Object... params) throws SQLException {
        QueryScope scope = QueryScope.current();
        long begin = QueryScope.begin(scope);
        long count = QueryScope.FAILED;
        try (PreparedStatement statement = c.prepareStatement(sql, new String[] {"id"})) {
            bind(statement, params);
            statement.executeUpdate();
            try (ResultSet keys = statement.getGeneratedKeys()) {
                if (!keys.next()) {
                    throw new SQLException("no generated id");
                }
                long id = keys.getLong(1);
                count = 1;
                return id;
            }
        } finally {
            QueryScope.end(scope, sql, begin, count);
        }
    }

    /// Binds parameters from the first on.
    public static void bind(PreparedStatement statement, @Nullable Object... params) throws SQLException {
        for (int i = 0; i < params.length; i++) {
            bindOne(statement, i + 1, params[i]);
        }
    }

    /// A column that may be null.
    public static @Nullable Long nullableLong(ResultSet row, String column) throws SQLException {
        long value = row.getLong(column);
        return row.wasNull() ? null : value;
    }

    /// A column that may be null.
    public static @Nullable Double nullableDouble(ResultSet row, String column) throws SQLException {
        double value = row.getDouble(column);
        return row.wasNull() ? null : value;
    }

    /// A column of type timestamp with time zone that is not null.
    public static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    /// A column of type timestamp with time zone that may be null.
    public static @Nullable Instant nullableInstant(ResultSet row, String column) throws SQLException {
        OffsetDateTime value = row.getObject(column, OffsetDateTime.class);
        return value == null ? null : value.toInstant();
    }

    private static void bindOne(PreparedStatement statement, int at, @Nullable Object value) throws SQLException {
        switch (value) {
            case null -> statement.setNull(at, Types.NULL);
            case String text -> statement.setString(at, text);
            case Long number -> statement.setLong(at, number);
            case Integer number -> statement.setInt(at, number);
            case Double number -> statement.setDouble(at, number);
            case BigDecimal number -> statement.setBigDecimal(at, number);
            case Boolean flag -> statement.setBoolean(at, flag);
            case Instant instant -> statement.setObject(at, instant.atOffset(ZoneOffset.UTC));
            case LocalDate day -> statement.setObject(at, day);
            case byte[] bytes -> statement.setBytes(at, bytes);
            case Array array -> statement.setArray(at, array);
            case Enum<?> constant -> statement.setString(at, constant.name());
            default -> throw new IllegalArgumentException("cannot bind a " + value.getClass());
        }
    }
}
