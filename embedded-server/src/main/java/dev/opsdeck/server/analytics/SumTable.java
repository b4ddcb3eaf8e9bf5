package dev.opsdeck.server.analytics;

import dev.opsdeck.server.db.Dialect;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/// A table of sums that batches are added to, and the one statement that does it.
///
/// PostgreSQL's `on conflict` waits for another batch that is just adding to the same row, and goes on with what that
/// left; its `merge` would fail. H2 has only `merge`, and takes batches one after the other.
///
/// @param name its name in the database
/// @param keys what names a row
/// @param sums what is added up
record SumTable(String name, List<Column> keys, List<Column> sums) {

    record Column(String name, String type) {}

    static final SumTable PRODUCTS = new SumTable(
            "product_analytics",
            List.of(new Column("product_id", "bigint"), day(), currency()),
            List.of(count("views"), count("clicks"), count("conversions"), revenue()));

    static final SumTable DAYS = new SumTable(
            "analytics_days", List.of(day(), currency()), List.of(count("batches"), count("conversions"), revenue()));

    static final SumTable PLATFORMS = new SumTable(
            "platform_analytics",
            List.of(new Column("platform", "varchar(64)"), day(), currency()),
            List.of(
                    count("views"),
                    count("clicks"),
                    count("conversions"),
                    count("videos"),
                    count("publications"),
                    revenue()));

    /// Adds rows that are given as one array a column: the keys, then the sums.
    String add(Dialect dialect) {
        String columns = names(keys, "%s") + ", " + names(sums, "%s");
        String rows = "unnest(" + names(keys, sums, "cast(? as %2$s array)") + ") as s(" + columns + ")";
        String added = names(sums, "%1$s = t.%1$s + s.%1$s");
        return switch (dialect) {
            case POSTGRESQL ->
                "insert into " + name + " as t (" + columns + ") select " + columns + " from " + rows + " on conflict ("
                        + names(keys, "%s") + ") do update set " + added.replace("+ s.", "+ excluded.");
            case H2 ->
                "merge into " + name + " t using (select * from " + rows + ") s on ("
                        + keys.stream()
                                .map(key -> "t." + key.name() + " = s." + key.name())
                                .collect(Collectors.joining(" and "))
                        + ") when matched then update set " + added + " when not matched then insert (" + columns
                        + ") values (" + names(keys, sums, "s.%1$s") + ")";
        };
    }

    private static Column day() {
        return new Column("on_day", "date");
    }

    private static Column currency() {
        return new Column("currency", "varchar(3)");
    }

    private static Column count(String name) {
        return new Column(name, "bigint");
    }

    private static Column revenue() {
        return new Column("revenue", "numeric(28, 4)");
    }

    private static String names(List<Column> keys, List<Column> sums, String pattern) {
        return names(keys, pattern) + ", " + names(sums, pattern);
    }

    private static String names(List<Column> columns, String pattern) {
        Function<Column, String> written = column -> pattern.formatted(column.name(), column.type());
        return columns.stream().map(written).collect(Collectors.joining(", "));
    }
}
