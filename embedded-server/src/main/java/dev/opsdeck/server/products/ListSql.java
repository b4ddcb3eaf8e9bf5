package dev.opsdeck.server.products;

import dev.opsdeck.api.products.ProductStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The statement for one page of the list. What a caller wrote is bound, never written into it.
///
/// A page is put together from ranges of an index, one or a few, each read in the index's own order and only as far as
/// the page needs, and only then are the page's rows fetched. There is a range for each status, and behind a cursor one
/// for each key: what is equal in the first keys and further in the next. So a page deep in the list costs what the
/// first one costs, also when a million products have the same score, and no database sorts whole rows.
final class ListSql {

    private final ListQuery query;
    private final Order order;
    private final List<@Nullable Object> params = new ArrayList<>();
    private final String text;

    ListSql(ListQuery query) {
        this.query = query;
        this.order = Order.of(query.sort());
        this.text = page();
    }

    String text() {
        return text;
    }

    @Nullable
    Object[] params() {
        return params.toArray();
    }

    /// How many products the filter lets through.
    static ListSql.Count count(ListQuery.Filter filter) {
        List<@Nullable Object> params = new ArrayList<>();
        String where = filter.status() == null ? "1 = 1" : is(filter.status());
        return new Count("select count(*) from products where " + where + conditions(filter, params), params.toArray());
    }

    @SuppressWarnings("ArrayRecordComponent") // made, bound and forgotten
    record Count(String text, @Nullable Object[] params) {}

    private String page() {
        List<String> ranges = new ArrayList<>();
        ProductStatus only = query.filter().status();
        for (ProductStatus status : only == null ? List.of(ProductStatus.values()) : List.of(only)) {
            ranges.addAll(rangesOf(status));
        }
        params.add(query.limit());
        params.add(query.offset());
        String keys = keys("k.");
        return "select " + ProductRepository.columns("p.") + " from (select * from ("
                + String.join(" union all ", ranges) + ") r order by " + keys("r.")
                + " limit ? offset ?) k join products p on p.id = k.id order by " + keys;
    }

    private List<String> rangesOf(ProductStatus status) {
        Cursor after = query.after();
        if (after == null) {
            return List.of(range(status, "", List.of()));
        }
        List<String> ranges = new ArrayList<>();
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
            ranges.add(range(status, condition.toString(), values));
        }
        return ranges;
    }

    private String range(ProductStatus status, String condition, List<Object> values) {
        params.addAll(values);
        String columns = order.keys().stream().map(Order.Key::column).collect(Collectors.joining(", "));
        String filter = conditions(query.filter(), params);
        // This number is written, not bound: H2 keeps using the first value that such a parameter in a part of a union
        // was given. It is a sum of two checked numbers.
        long rows = (long) query.limit() + query.offset();
        // The status first, although it is the same in all rows: H2 knows by it that the index has this order.
        return "(select id, " + columns + " from products where " + is(status) + condition + filter + " order by status"
                + (order.backwards() ? " desc, " : ", ") + keys("") + " limit " + rows + ")";
    }

    /// Written, not bound: a plan for any status would read a wider index. It is a word of ours, not of a caller.
    private static String is(ProductStatus status) {
        return "status = '" + status.name() + "'";
    }

    private String keys(String prefix) {
        return order.keys().stream()
                        .map(key -> prefix + key.column() + key.direction() + ", ")
                        .collect(Collectors.joining())
                + prefix + "id" + order.id().direction();
    }

    private static String conditions(ListQuery.Filter filter, List<@Nullable Object> params) {
        StringBuilder conditions = new StringBuilder();
        if (filter.network() != null) {
            conditions.append(" and network = ?");
            params.add(filter.network());
        }
        if (filter.q() != null) {
            conditions.append(" and (lower(title) like lower(cast(? as varchar(256))) escape '!'"
                    + " or lower(brand) like lower(cast(? as varchar(256))) escape '!'"
                    + " or lower(external_id) like lower(cast(? as varchar(256))) escape '!')");
            String pattern = '%' + filter.q().replaceAll("([!%_])", "!$1") + '%';
            params.add(pattern);
            params.add(pattern);
            params.add(pattern);
        }
        return conditions.toString();
    }
}
