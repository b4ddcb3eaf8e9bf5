package dev.opsdeck.server.sync.feed;

import dev.opsdeck.api.InvalidField;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Under which names a format has the fields, the best first, as [Names#key]. Immutable after building.
final class FieldNames {

    private final Map<Field, List<String>> names;

    private FieldNames(Map<Field, List<String>> names) {
        this.names = names;
    }

    static FieldNames none() {
        return new FieldNames(new EnumMap<>(Field.class));
    }

    FieldNames and(Field field, String... columns) {
        Map<Field, List<String>> more = new EnumMap<>(Field.class);
        more.putAll(names);
        more.put(field, List.of(columns));
        return new FieldNames(more);
    }

    /// The names with a source's own mapping before them.
    ///
    /// @throws InvalidField if the mapping names a field that products do not have
    FieldNames mapped(Map<String, String> mapping) {
        Map<Field, List<String>> more = new EnumMap<>(Field.class);
        more.putAll(names);
        mapping.forEach((name, column) -> {
            Field field = Field.named(name);
            if (field == null) {
                throw new InvalidField(
                        "mapping",
                        "'" + name + "' in the mapping is no field of a product: use id, title, description, url, "
                                + "imageUrl, brand, category, gtin, mpn, availability, price, salePrice, currency or "
                                + "commissionRate.");
            }
            List<String> all = new ArrayList<>();
            all.add(Names.key(column));
            all.addAll(more.getOrDefault(field, List.of()));
            more.put(field, List.copyOf(all));
        });
        return new FieldNames(more);
    }

    List<String> of(Field field) {
        return names.getOrDefault(field, List.of());
    }

    /// Every name that is of use: readers skip the rest.
    Set<String> all() {
        Set<String> all = new HashSet<>();
        names.values().forEach(all::addAll);
        return Set.copyOf(all);
    }
}
