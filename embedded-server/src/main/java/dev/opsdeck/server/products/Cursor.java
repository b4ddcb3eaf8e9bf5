package dev.opsdeck.server.products;

import dev.opsdeck.api.Check;
import dev.opsdeck.api.products.Product;
import dev.opsdeck.api.products.ProductSort;
import dev.opsdeck.server.http.ApiException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;

/// A place in the list: right behind one product in one order. Its text is what a page gives as `next` and takes as
/// `after`; callers pass it on and do not look into it.
///
/// @param values of the order's keys at that product
record Cursor(ProductSort sort, long id, List<Object> values) {

    private static final String BETWEEN = "\n";

    static Cursor behind(ProductSort sort, Product product) {
        return new Cursor(sort, product.id(), Order.valuesOf(sort, product));
    }

    String text() {
        String plain = sort.name()
                + BETWEEN
                + id
                + BETWEEN
                + values.stream().map(Cursor::plain).collect(Collectors.joining(BETWEEN));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(plain.getBytes(StandardCharsets.UTF_8));
    }

    /// @throws ApiException 400 for anything that is not a cursor of this order
    static Cursor parse(String text, ProductSort sort) {
        try {
            String plain = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
            int keys = Order.of(sort).keys().size();
            // A title is the last part and may hold any character.
            String[] parts = plain.split(BETWEEN, 2 + keys);
            if (parts.length != 2 + keys || !parts[0].equals(sort.name())) {
                throw unknown();
            }
            List<Object> values = new ArrayList<>();
            for (int i = 0; i < keys; i++) {
                values.add(value(sort, parts[2 + i]));
            }
            return new Cursor(sort, Long.parseLong(parts[1]), List.copyOf(values));
        } catch (IllegalArgumentException | DateTimeException | ArithmeticException e) {
            throw unknown();
        }
    }

    private static String plain(Object value) {
        return value instanceof Instant instant ? String.valueOf(instant.toEpochMilli()) : value.toString();
    }

    private static Object value(ProductSort sort, String part) {
        return switch (sort) {
            case TREND_SCORE, PROFIT_SCORE -> Double.valueOf(part);
            case TITLE -> Check.text("after", part, 512);
            case PRICE, PRICE_DESC -> Check.amount("after", new BigDecimal(part), "0", "1000000000");
            case UPDATED_AT ->
                Instant.ofEpochMilli(Check.range("after", Long.parseLong(part), 0, 253_402_300_799_999L));
        };
    }

    private static ApiException unknown() {
        return ApiException.badRequest(
                "after", "'after' is not the 'next' of a page in this order: start again without it.");
    }
}
