package dev.opsdeck.server.products;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Where each product stands in one order of the list, as the database had it at one moment: twelve bytes a product.
/// Immutable.
final class Ranks {

    private final long[] ids;
    /// Of the product with the id at the same place.
    private final int[] ranks;

    private Ranks(long[] ids, int[] ranks) {
        this.ids = ids;
        this.ranks = ranks;
    }

    /// @param inOrder the ids of all products, each once
    static Ranks of(List<Long> inOrder) {
        long[] ids = inOrder.stream().mapToLong(Long::longValue).sorted().toArray();
        int[] ranks = new int[ids.length];
        int rank = 0;
        for (long id : inOrder) {
            ranks[Arrays.binarySearch(ids, id)] = rank++;
        }
        return new Ranks(ids, ranks);
    }

    /// The first of these products in the order.
    ///
    /// @return null if one of them is not known here
    @Nullable
    List<Long> first(long count, List<Long> of) {
        long[] places = new long[of.size()];
        for (int i = 0; i < places.length; i++) {
            int at = Arrays.binarySearch(ids, of.get(i));
            if (at < 0) {
                return null;
            }
            places[i] = (long) ranks[at] << 32 | at;
        }
        return Arrays.stream(places)
                .sorted()
                .limit(count)
                .mapToObj(place -> ids[(int) place])
                .toList();
    }
}
