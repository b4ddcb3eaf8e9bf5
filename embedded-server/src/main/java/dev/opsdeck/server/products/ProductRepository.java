package dev.opsdeck.server.products;

import dev.opsdeck.api.Money;
import dev.opsdeck.api.analytics.ProductDay;
import dev.opsdeck.api.products.Availability;
import dev.opsdeck.api.products.PricePoint;
import dev.opsdeck.api.products.Product;
import dev.opsdeck.api.products.ProductDetail;
import dev.opsdeck.api.products.ProductDraft;
import dev.opsdeck.api.products.ProductStatus;
import dev.opsdeck.api.products.TopProduct;
import dev.opsdeck.server.db.Database;
import dev.opsdeck.server.db.Sql;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What the catalogue reads from the database but for the list. Thread-safe. Not final, so that a test can halt a read
/// half-way.
class ProductRepository {

    /// What [#product] reads, and no more: what a list does not show does not travel.
    static final String COLUMNS = columns("");

    /// The columns of a table or alias.
    ///
    /// @param prefix such as `p.`
    static String columns(String prefix) {
        Stream<String> written = ProductColumns.FIELDS.stream().map(ProductColumns::column);
        return Stream.of(Stream.of("id"), written, Stream.of("trend_score", "profit_score", "created_at", "updated_at"))
                .flatMap(names -> names)
                .map(prefix::concat)
                .collect(Collectors.joining(", "));
    }

    private final Database database;

    ProductRepository(Database database) {
        this.database = database;
    }

    /// Only the columns that the list shows, in the order of the index `products_top`.
    static final String TOP = """
            select id, title, price, currency, trend_score, profit_score from products
            where status = 'ACTIVE' order by status, trend_score desc, profit_score desc, id limit ?
            """;

    List<TopProduct> top(int limit) {
        return database.read(c -> Sql.list(
                c,
                TOP,
                row -> new TopProduct(
                        row.getLong("id"),
                        row.getString("title"),
                        decimal(row, "price"),
                        row.getString("currency"),
                        row.getDouble("trend_score"),
                        row.getDouble("profit_score")),
                limit));
    }

    /// One product and the rows of its last day, one a currency, by one statement.
    static final String DETAIL = "select " + columns("p.") + """
            , a.on_day, a.currency as revenue_currency, a.views, a.clicks, a.conversions, a.revenue
            from products p left join product_analytics a on a.product_id = p.id
              and a.on_day = (select max(on_day) from product_analytics where product_id = ?)
            where p.id = ? order by a.currency
            """;

    @Nullable
    ProductDetail detail(long id) {
        record Row(Product product, @Nullable ProductDay part) {}
        List<Row> rows = database.read(c -> Sql.list(c, DETAIL, row -> new Row(product(row), dayPart(row)), id, id));
        if (rows.isEmpty()) {
            return null;
        }
        List<ProductDay> parts =
                rows.stream().map(Row::part).filter(Objects::nonNull).toList();
        return new ProductDetail(rows.getFirst().product(), parts.isEmpty() ? null : whole(parts));
    }

    /// Oldest first.
    List<PricePoint> prices(long id) {
        return database.read(c -> Sql.list(
                c,
                "select at, price, sale_price, currency from price_history where product_id = ? order by at",
                row -> new PricePoint(
                        Sql.instant(row, "at"),
                        decimal(row, "price"),
                        nullableDecimal(row, "sale_price"),
                        row.getString("currency")),
                id));
    }

    boolean exists(long id) {
        return database.read(c -> Sql.number(c, "select count(*) from products where id = ?", id)) > 0;
    }

    static Product product(ResultSet row) throws SQLException {
        return new Product(
                row.getLong("id"),
                row.getString("network"),
                row.getString("external_id"),
                row.getString("title"),
                row.getString("description"),
                row.getString("url"),
                row.getString("image_url"),
                row.getString("brand"),
                row.getString("category"),
                row.getString("gtin"),
                row.getString("mpn"),
                Availability.valueOf(row.getString("availability")),
                decimal(row, "price"),
                nullableDecimal(row, "sale_price"),
                row.getString("currency"),
                decimal(row, "commission_rate"),
                ProductStatus.valueOf(row.getString("status")),
                row.getDouble("trend_score"),
                row.getDouble("profit_score"),
                Sql.instant(row, "created_at"),
                Sql.instant(row, "updated_at"));
    }

    /// The product that a draft has become.
    ///
    /// @param row has `id`, both scores and both times
    static Product written(ProductDraft draft, ResultSet row) throws SQLException {
        return new Product(
                row.getLong("id"),
                draft.network(),
                draft.externalId(),
                draft.title(),
                draft.description(),
                draft.url(),
                draft.imageUrl(),
                draft.brand(),
                draft.category(),
                draft.gtin(),
                draft.mpn(),
                Objects.requireNonNull(draft.availability()),
                shortest(draft.price()),
                draft.salePrice() == null ? null : shortest(draft.salePrice()),
                draft.currency(),
                shortest(Objects.requireNonNull(draft.commissionRate())),
                Objects.requireNonNull(draft.status()),
                row.getDouble("trend_score"),
                row.getDouble("profit_score"),
                Sql.instant(row, "created_at"),
                Sql.instant(row, "updated_at"));
    }

    /// The written fields of a product.
    static ProductDraft draftOf(Product product) {
        return new ProductDraft(
                product.network(),
                product.externalId(),
                product.title(),
                product.description(),
                product.url(),
                product.imageUrl(),
                product.brand(),
                product.category(),
                product.gtin(),
                product.mpn(),
                product.availability(),
                product.price(),
                product.salePrice(),
                product.currency(),
                product.commissionRate(),
                product.status());
    }

    private static @Nullable ProductDay dayPart(ResultSet row) throws SQLException {
        LocalDate day = row.getObject("on_day", LocalDate.class);
        if (day == null) {
            return null;
        }
        String currency = row.getString("revenue_currency");
        return new ProductDay(
                day,
                row.getLong("views"),
                row.getLong("clicks"),
                row.getLong("conversions"),
                currency.isEmpty() ? List.of() : List.of(new Money(decimal(row, "revenue"), currency)));
    }

    private static ProductDay whole(List<ProductDay> parts) {
        List<Money> revenue = new ArrayList<>();
        parts.forEach(part -> revenue.addAll(part.revenue()));
        return new ProductDay(
                parts.getFirst().day(),
                parts.stream().mapToLong(ProductDay::views).sum(),
                parts.stream().mapToLong(ProductDay::clicks).sum(),
                parts.stream().mapToLong(ProductDay::conversions).sum(),
                revenue);
    }

    private static BigDecimal decimal(ResultSet row, String column) throws SQLException {
        return shortest(row.getBigDecimal(column));
    }

    private static @Nullable BigDecimal nullableDecimal(ResultSet row, String column) throws SQLException {
        BigDecimal value = row.getBigDecimal(column);
        return value == null ? null : shortest(value);
    }

    /// 15.5 rather than the column's 15.5000.
    private static BigDecimal shortest(BigDecimal value) {
        BigDecimal stripped = value.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }
}
