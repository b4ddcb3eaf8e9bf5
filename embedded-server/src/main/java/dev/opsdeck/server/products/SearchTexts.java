package dev.opsdeck.server.products;

import dev.opsdeck.api.products.ProductStatus;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a search looks through: the texts of all products as they were at one moment, one behind the other, about 100
/// bytes a product. `SearchBenchmark` tells what a look costs. Immutable.
final class SearchTexts {

    /// How many matches are few: these alone are then put in order. More are found in the first rows of the order.
    static final int FEW = 200;

    /// How many matches are told by their ids: so many are put in order here sooner than the database finds the first
    /// of them.
    static final int KEPT = 2_000;

    /// Stands between the texts of a product, and between two products.
    static final char BETWEEN = '\u0001';

    private final String texts;
    /// Where each product's texts begin; behind them the end of all.
    private final int[] starts;

    private final long[] ids;
    private final ProductStatus[] statuses;
    private final String[] networks;

    private SearchTexts(Builder of) {
        this.texts = of.texts.toString();
        this.starts = Arrays.copyOf(of.starts, of.size + 1);
        this.starts[of.size] = texts.length();
        this.ids = Arrays.copyOf(of.ids, of.size);
        this.statuses = Arrays.copyOf(of.statuses, of.size);
        this.networks = Arrays.copyOf(of.networks, of.size);
    }

    /// What a search finds.
    ///
    /// @param ids those that are in question for a page, in no order; null when there are more than [#KEPT]
    record Found(long total, @Nullable List<Long> ids) {}

    /// Whether this finds what a database would. How that takes other letters in another case is its own affair.
    static boolean answers(ListQuery.Filter filter) {
        return filter.q() != null && filter.q().chars().allMatch(c -> c >= ' ' && c <= '~');
    }

    /// @param filter one that this [#answers]
    Found find(ListQuery.Filter filter) {
        String wanted = String.valueOf(filter.q()).toLowerCase(Locale.ROOT);
        List<Long> found = new ArrayList<>();
        long total = 0;
        int product = 0;
        for (int at = texts.indexOf(wanted);
                at >= 0 && at < texts.length();
                at = texts.indexOf(wanted, starts[product + 1])) {
            while (starts[product + 1] <= at) {
                product++;
            }
            if (lets(filter, product)) {
                total++;
                if (total <= KEPT) {
                    found.add(ids[product]);
                }
            }
        }
        return new Found(total, total <= KEPT ? found : null);
    }

    private boolean lets(ListQuery.Filter filter, int product) {
        return (filter.status() == null || filter.status() == statuses[product])
                && (filter.network() == null || filter.network().equals(networks[product]));
    }

    /// Takes the products one after the other. For one thread.
    static final class Builder {

        private final StringBuilder texts = new StringBuilder();
        private final Map<String, String> sameNetworks = new HashMap<>();
        private int[] starts = new int[1_024];
        private long[] ids = new long[1_024];
        private ProductStatus[] statuses = new ProductStatus[1_024];
        private String[] networks = new String[1_024];
        private int size;

        /// @param words the product's texts in lower case, [#BETWEEN] them
        void add(long id, ProductStatus status, String network, String words) {
            if (size == ids.length) {
                starts = Arrays.copyOf(starts, 2 * size);
                ids = Arrays.copyOf(ids, 2 * size);
                statuses = Arrays.copyOf(statuses, 2 * size);
                networks = Arrays.copyOf(networks, 2 * size);
            }
            starts[size] = texts.length();
            ids[size] = id;
            statuses[size] = status;
            networks[size] = sameNetworks.computeIfAbsent(network, first -> first);
            texts.append(words).append(BETWEEN);
            size++;
        }

        SearchTexts build() {
            return new SearchTexts(this);
        }
    }
}
