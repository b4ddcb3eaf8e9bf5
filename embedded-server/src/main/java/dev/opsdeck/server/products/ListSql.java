package dev.opsdeck.server.products;

import dev.opsdeck.api.products.ProductSort;
import dev.opsdeck.api.products.ProductStatus;
import dev.opsdeck.server.db.Dialect;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The statement for one page of the list. What a caller wrote is bound, never written into it.
///
/// A page is put together from ranges of an index, one or a few, each read in the index's own order and only as far as
/// the page needs, and only then are the page's rows fetched. There is a range for each status, and behind a cursor one
/// for each key: what is equal in the first keys and further in the next. So a page deep in the list costs what the
/// first one costs, also when a million products have the same score, and no database sorts whole rows. Of a few
/// products that are known already, the rows are fetched and put in order.
final class ListSql {

    private final ListQuery query;
    private final Order order;
    private final Dialect dialect;
    private final List<@Nullable Object> params = new ArrayList<>();
    private final String text;

    /// What is behind a cursor, or a part of it: equal in the first keys and further in the next.
    private record Behind(String condition, List<Object> values) {}

    private ListSql(ListQuery query, Dialect dialect, Function<ListSql, String> text) {
        this.query = query;
        this.order = Order.of(query.sort());
        this.dialect = dialect;
        this.text = text.apply(this);
    }

    static ListSql page(ListQuery query, Dialect dialect) {
        return new ListSql(query, dialect, sql -> sql.page(""));
    }

    /// A page whose rows also have the `total` of the filter: one trip, and both at one moment.
    static ListSql counted(ListQuery query, Dialect dialect) {
        FilterSql filter = FilterSql.of(query.filter(), dialect);
        return new ListSql(query, dialect, sql -> {
            sql.params.addAll(filter.params());
            return sql.page(", (" + filter.count() + ") as total");
        });
    }

    /// A page of products that are known to have the text that is searched for.
    ///
    /// @param ids an SQL array
    static ListSql among(ListQuery query, Dialect dialect, Object ids) {
        return new ListSql(query, dialect, sql -> sql.among(ids));
    }

    /// The ids of all products in an order of the list.
    static String order(ProductSort sort) {
        Order order = Order.of(sort);
        return "select id from products order by " + keys(order, "");
    }

    String text() {
        return text;
    }

    @Nullable
    Object[] params() {
        return params.toArray();
    }

    private String page(String more) {
        FilterSql filter = FilterSql.ofProducts(query.filter(), dialect);
        List<String> ranges = new ArrayList<>();
        ProductStatus only = query.filter().status();
        for (ProductStatus status : only == null ? List.of(ProductStatus.values()) : List.of(only)) {
            behind().forEach(behind -> ranges.add(range(status, behind, filter)));
        }
        params.add(query.limit());
        params.add(query.offset());
        String keys = keys("k.");
        return "select " + ProductRepository.columns("p.") + more + " from (select * from ("
                + String.join(" union all ", ranges) + ") r order by " + keys("r.")
                + " limit ? offset ?) k join products p on p.id = k.id order by " + keys;
    }

    /// `offset 0` keeps PostgreSQL from looking for these few in the order of all.
    private String among(Object ids) {
        FilterSql filter = FilterSql.ofProducts(query.filter().withoutText(), dialect);
        params.add(ids);
        params.addAll(filter.params());
        List<String> parts = new ArrayList<>();
        for (Behind behind : behind()) {
            params.addAll(behind.values());
            parts.add("(1 = 1" + behind.condition() + ")");
        }
        params.add(query.limit());
        params.add(query.offset());
        return "select " + ProductRepository.columns("p.")
                + " from (select * from products where id = any(?) offset 0) p where " + filter.conditions() + " and ("
                + String.join(" or ", parts) + ") order by " + keys("") + " limit ? offset ?";
    }

    private List<Behind> behind() {
        Cursor after = query.after();
        if (after == null) {
            return List.of(new Behind("", List.of()));
        }
        List<Behind> parts = new ArrayList<>();
        int keys = order.keys().size();
        for (int equal = keys; equal >= 0; equal--) {
            StringBuilder condition = new StringBuilder();
            for (Order.Key key : order.keys().subList(0, equal)) {
                condition.append(" and ").append(key.column()).append(" = ?");
            }
            List<Object> values = new ArrayList<>(after.values().subList(0, equal));
            if (equal == keys) {
                condition.append(" and id").append(order.id().after());
                values.add(after.id());
            } else {
                Order.Key next = order.keys().get(equal);
                condition.append(" and ").append(next.column()).append(next.after());
                values.add(next.next(after.values().get(equal)));
            }
            parts.add(new Behind(condition.toString(), values));
        }
        return parts;
    }

    private String range(ProductStatus status, Behind behind, FilterSql filter) {
        params.addAll(behind.values());
        String columns = order.keys().stream().map(Order.Key::column).collect(Collectors.joining(", "));
        params.addAll(filter.params());
        String conditions = FilterSql.is(status) + behind.condition() + " and " + filter.conditions();
        // This number is written, not bound: H2 keeps using the first value that such a parameter in a part of a union
        // was given. It is a sum of two checked numbers.
        long rows = (long) query.limit() + query.offset();
        // H2 would take any index with the status for a search, and look through all of it before it puts rows in
        // order.
        String index = dialect == Dialect.H2 && query.filter().q() != null ? " use index (" + order.index() + ")" : "";
        // The status first, although it is the same in all rows: H2 knows by it that the index has this order.
        return "(select id, " + columns + " from products" + index + " where " + conditions + " order by status"
                + (order.backwards() ? " desc, " : ", ") + keys("") + " limit " + rows + ")";
    }

    private String keys(String prefix) {
        return keys(order, prefix);
    }

    private static String keys(Order order, String prefix) {
        return order.keys().stream()
                        .map(key -> prefix + key.column() + key.direction() + ", ")
                        .collect(Collectors.joining())
                + prefix + "id" + order.id().direction();
    }
}
