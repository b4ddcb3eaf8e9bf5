package dev.opsdeck.server.db;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Plain JDBC in one line a statement. Values are always bound, never written into the SQL. Parameters are String,
/// Long,
/// Integer, Double, BigDecimal, Boolean, Instant, LocalDate, byte[], an enum (its name) or null.
public final class Sql {

    private Sql() {}

    /// All rows.
    public static <T> List<T> list(Connection c, String sql, RowReader<T> row, @Nullable Object... params)
            throws SQLException {
        try (PreparedStatement statement = c.prepareStatement(sql)) {
            bind(statement, params);
            try (ResultSet rows = statement.executeQuery()) {
                List<T> result = new ArrayList<>();
                while (rows.next()) {
                    result.add(row.read(rows));
                }
                return result;
            }
        }
    }

    /// The first row, or null when there is none.
    public static <T extends @Nullable Object> @Nullable T one(
            Connection c, String sql, RowReader<T> row, @Nullable Object... params) throws SQLException {
        try (PreparedStatement statement = c.prepareStatement(sql)) {
            bind(statement, params);
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next() ? row.read(rows) : null;
            }
        }
    }

    /// The number in the only column of the only row, such as a count.
    public static long number(Connection c, String sql, @Nullable Object... params) throws SQLException {
        Long number = one(c, sql, row -> row.getLong(1), params);
        return number == null ? 0 : number;
    }

    /// Insert, update, delete, merge or DDL; how many rows it touched.
    public static int update(Connection c, String sql, @Nullable Object... params) throws SQLException {
        try (PreparedStatement statement = c.prepareStatement(sql)) {
            bind(statement, params);
            return statement.executeUpdate();
        }
    }

    /// Inserts a row into a table with an identity column `id`.
    public static long insertReturningId(Connection c, String sql, @Nullable Object... params) throws SQLException {
        try (PreparedStatement statement = c.prepareStatement(sql, new String[] {"id"})) {
            bind(statement, params);
            statement.executeUpdate();
            try (ResultSet keys = statement.getGeneratedKeys()) {
                if (!keys.next()) {
                    throw new SQLException("no generated id");
                }
                return keys.getLong(1);
            }
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
            case Enum<?> constant -> statement.setString(at, constant.name());
            default -> throw new IllegalArgumentException("cannot bind a " + value.getClass());
        }
    }
}
