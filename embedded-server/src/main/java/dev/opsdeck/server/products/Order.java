package dev.opsdeck.server.products;

import dev.opsdeck.api.products.Product;
import dev.opsdeck.api.products.ProductSort;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;

/// An order of the list as columns: what is sorted by before the id, which is always the last key. Every order has an
/// index that starts with the status and goes on with exactly these columns, read forwards or, when `backwards`, from
/// its end: then the status and the id fall as well.
///
/// @param index its name
/// @param keys  one or two columns
record Order(String index, List<Key> keys, boolean backwards) {

    private static final BigDecimal LEAST_AMOUNT = new BigDecimal("0.0001");

    /// @param descending highest first
    record Key(String column, boolean descending) {

        String direction() {
            return descending ? " desc" : "";
        }

        /// What stands after a value in this order, with [#next] as the value.
        String after() {
            return switch (column) {
                case "title", "id" -> descending ? " < ?" : " > ?";
                default -> descending ? " <= ?" : " >= ?";
            };
        }

        /// The nearest value after this one that the column can have, where there is one: H2 begins to read at a
        /// bound that is excluded, and a million products may have the same score.
        Object next(Object value) {
            return switch (value) {
                case Double number -> descending ? Math.nextDown(number) : Math.nextUp(number);
                case BigDecimal amount -> descending ? amount.subtract(LEAST_AMOUNT) : amount.add(LEAST_AMOUNT);
                case Instant time -> descending ? time.minusMillis(1) : time.plusMillis(1);
                default -> value;
            };
        }
    }

    static Order of(ProductSort sort) {
        return switch (sort) {
            case TREND_SCORE ->
                new Order("products_top", List.of(new Key("trend_score", true), new Key("profit_score", true)), false);
            case PROFIT_SCORE -> new Order("products_by_profit", List.of(new Key("profit_score", true)), false);
            case TITLE -> new Order("products_by_title", List.of(new Key("title", false)), false);
            case PRICE -> new Order("products_by_price", List.of(new Key("price", false)), false);
            case PRICE_DESC -> new Order("products_by_price", List.of(new Key("price", true)), true);
            case UPDATED_AT -> new Order("products_by_update", List.of(new Key("updated_at", true)), false);
        };
    }

    /// The last key, which tells equal ones apart.
    Key id() {
        return new Key("id", backwards);
    }

    /// The values of the keys of a product, in the types of their columns.
    static List<Object> valuesOf(ProductSort sort, Product product) {
        return switch (sort) {
            case TREND_SCORE -> List.of(product.trendScore(), product.profitScore());
            case PROFIT_SCORE -> List.of(product.profitScore());
            case TITLE -> List.of(product.title());
            case PRICE, PRICE_DESC -> List.of(product.price());
            case UPDATED_AT -> List.of(product.updatedAt());
        };
    }
}
