package dev.opsdeck.server.products;

import dev.opsdeck.api.products.Product;
import dev.opsdeck.api.products.ProductSort;
import dev.opsdeck.api.products.ProductStatus;
import dev.opsdeck.server.db.Database;
import dev.opsdeck.server.db.Dialect;
import dev.opsdeck.server.db.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Pages of the list, and how many products there are in all. Thread-safe. Not final, so that a test can halt a read
/// half-way.
///
/// On PostgreSQL a word that few products have is looked for once, and then those few are put in order. One that many
/// have is found in the first rows of the order already. So a search looks through all products at most once. H2 reads
/// the order from end to end also to put a few rows in it: there a rare word is looked for twice.
class ListRepository {

    /// Of how many products the texts are kept in memory at most; they take about 5 MB.
    static final int IN_MEMORY = 50_000;

    private static final ListQuery.Filter EVERYTHING = new ListQuery.Filter(null, null, null);

    private final Database database;

    ListRepository(Database database) {
        this.database = database;
    }

    /// A page, and the number of products that was read with it.
    record Listing(List<Product> page, long total) {}

    /// A page and the total, both anew.
    Listing list(ListQuery query) {
        return database.read(c -> {
            List<Long> few = few(c, query.filter());
            return few == null ? counted(c, query) : new Listing(among(c, query, few), few.size());
        });
    }

    /// How many products a filter lets through.
    long total(ListQuery.Filter asked) {
        FilterSql filter = FilterSql.of(asked, database.dialect());
        return database.read(c -> total(c, filter));
    }

    /// A page of a list whose total is known.
    List<Product> page(ListQuery query, long total) {
        return database.read(c -> {
            List<Long> few = total > SearchTexts.FEW ? null : few(c, query.filter());
            return few == null ? page(c, ListSql.page(query, database.dialect())) : among(c, query, few);
        });
    }

    /// A page of what a search is known to find.
    List<Product> page(ListQuery query, SearchTexts.Found found) {
        List<Long> ids = found.ids();
        return database.read(c -> ids == null || ids.size() > SearchTexts.FEW
                ? page(c, ListSql.page(query, database.dialect()))
                : among(c, query, ids));
    }

    /// Whether the texts of all products fit into memory, and a search there finds what the database would: in a
    /// Turkish one the lower case of I is not i.
    boolean searchableInMemory() {
        return total(EVERYTHING) <= IN_MEMORY
                && database.read(c -> Sql.number(c, "select count(*) from (select lower('I') as i) x where i = 'i'"))
                        == 1;
    }

    /// The texts of all products.
    SearchTexts texts() {
        return database.read(c -> {
            SearchTexts.Builder texts = new SearchTexts.Builder();
            Sql.each(
                    c,
                    FilterSql.texts(database.dialect()),
                    row -> texts.add(
                            row.getLong(1),
                            ProductStatus.valueOf(row.getString(2)),
                            row.getString(3),
                            row.getString(4)));
            return texts.build();
        });
    }

    /// Where all products stand in an order of the list.
    Ranks ranks(ProductSort sort) {
        return database.read(c -> Ranks.of(Sql.list(c, ListSql.order(sort), row -> row.getLong(1))));
    }

    private Listing counted(Connection c, ListQuery query) throws SQLException {
        record Row(Product product, long total) {}
        ListSql sql = ListSql.counted(query, database.dialect());
        List<Row> rows = Sql.list(
                c, sql.text(), row -> new Row(ProductRepository.product(row), row.getLong("total")), sql.params());
        if (rows.isEmpty()) { // behind the end
            return new Listing(List.of(), total(c, FilterSql.of(query.filter(), database.dialect())));
        }
        return new Listing(
                rows.stream().map(Row::product).toList(), rows.getFirst().total());
    }

    private static long total(Connection c, FilterSql filter) throws SQLException {
        return Sql.number(c, filter.count(), filter.params().toArray());
    }

    private List<Product> among(Connection c, ListQuery query, List<Long> ids) throws SQLException {
        return ids.isEmpty()
                ? List.of()
                : page(c, ListSql.among(query, database.dialect(), c.createArrayOf("bigint", ids.toArray())));
    }

    private static List<Product> page(Connection c, ListSql sql) throws SQLException {
        return Sql.list(c, sql.text(), ProductRepository::product, sql.params());
    }

    /// @return the ids of all that a search finds; null when they are many, or to know them is of no use
    private @Nullable List<Long> few(Connection c, ListQuery.Filter asked) throws SQLException {
        if (asked.q() == null || database.dialect() == Dialect.H2) {
            return null;
        }
        FilterSql filter = FilterSql.of(asked, database.dialect());
        List<Long> ids = Sql.list(
                c,
                filter.ids(SearchTexts.FEW + 1),
                row -> row.getLong(1),
                filter.params().toArray());
        return ids.size() > SearchTexts.FEW ? null : ids;
    }
}
