package dev.opsdeck.server.products;

import dev.opsdeck.api.products.Product;
import dev.opsdeck.api.products.ProductDraft;
import dev.opsdeck.server.http.JsonBytes;
import dev.opsdeck.server.http.JsonBytes.Name;
import dev.opsdeck.server.products.ProductRowsRepository.Insert;
import dev.opsdeck.server.products.ProductRowsRepository.Update;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Rows as the JSON in which they travel to PostgreSQL. Of an update only what is new travels.
final class ProductRowsJson {

    private static final int BYTES_OF_AN_UPDATE = 250;
    private static final int BYTES_OF_AN_INSERT = 1_000;

    /// The fields besides those of [ProductColumns], with their types.
    static final String FIELDS = """
            id bigint, was_updated timestamptz, was_hash bigint, was_status text, whole integer, paid numeric,
            commission numeric, at timestamptz, priced integer, profit double precision""";

    private static final List<Name> NAMES = Stream.of(ProductColumns.values())
            .map(column -> Name.of(column.column()))
            .toList();
    private static final Name ID = Name.of("id");
    private static final Name WAS_UPDATED = Name.of("was_updated");
    private static final Name WAS_HASH = Name.of("was_hash");
    private static final Name WAS_STATUS = Name.of("was_status");
    private static final Name WHOLE = Name.of("whole");
    private static final Name PAID = Name.of("paid");
    private static final Name COMMISSION = Name.of("commission");
    private static final Name AT = Name.of("at");
    private static final Name PRICED = Name.of("priced");
    private static final Name PROFIT = Name.of("profit");

    private ProductRowsJson() {}

    /// A column that is missing keeps its value, unless `whole` is 1: then it has none.
    static String updates(Collection<Update> updates) {
        return array(updates, BYTES_OF_AN_UPDATE, ProductRowsJson::update);
    }

    static String inserts(Collection<Insert> inserts) {
        return array(inserts, BYTES_OF_AN_INSERT, ProductRowsJson::insert);
    }

    private static <T> String array(Collection<T> rows, int bytesOfOne, BiConsumer<JsonBytes, T> row) {
        JsonBytes json = new JsonBytes(rows.size() * bytesOfOne);
        json.open('[');
        for (T one : rows) {
            json.open('{');
            row.accept(json, one);
            json.close('}');
        }
        json.close(']');
        return new String(json.toBytes(), StandardCharsets.UTF_8);
    }

    private static void update(JsonBytes json, Update update) {
        Product before = update.before().product();
        ProductDraft draft = update.draft();
        json.field(ID, before.id());
        json.field(WAS_UPDATED, before.updatedAt());
        json.field(WAS_HASH, update.before().contentHash());
        json.field(WAS_STATUS, before.status().name());
        List<@Nullable Object> old = ProductColumns.of(
                ProductRepository.draftOf(before), update.before().contentHash());
        List<@Nullable Object> values = ProductColumns.of(draft, ContentHash.of(draft));
        boolean whole = emptied(old, values);
        for (int i = 0; i < values.size(); i++) {
            if (whole || !Objects.equals(old.get(i), values.get(i))) {
                field(json, i, values.get(i));
            }
        }
        json.field(WHOLE, whole ? 1 : 0);
        json.field(PAID, ScoreRepository.paid(draft));
        json.field(COMMISSION, ScoreRepository.commission(draft));
        json.field(AT, update.at());
        json.field(PRICED, update.priced() ? 1 : 0);
    }

    private static void insert(JsonBytes json, Insert insert) {
        List<@Nullable Object> values = ProductColumns.of(insert.draft(), ContentHash.of(insert.draft()));
        for (int i = 0; i < values.size(); i++) {
            field(json, i, values.get(i));
        }
        json.field(AT, insert.at());
        json.field(PROFIT, Products.profitScoreOfNew(insert.draft()));
    }

    /// Whether a column that had a value has none.
    private static boolean emptied(List<@Nullable Object> old, List<@Nullable Object> values) {
        for (int i = 0; i < values.size(); i++) {
            if (values.get(i) == null && old.get(i) != null) {
                return true;
            }
        }
        return false;
    }

    private static void field(JsonBytes json, int column, @Nullable Object value) {
        Name name = NAMES.get(column);
        switch (value) {
            case null -> {}
            case String text -> json.field(name, text);
            case Enum<?> constant -> json.field(name, constant.name());
            case BigDecimal number -> json.field(name, number);
            case Long number -> json.field(name, number);
            case Object other -> throw new IllegalStateException("a draft has no " + other.getClass());
        }
    }
}
