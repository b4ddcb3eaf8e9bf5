package dev.opsdeck.server.analytics;

import dev.opsdeck.api.Money;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;

/// What one product earned over some days.
///
/// @param amounts by currency; never added to each other
record Earned(long productId, SortedMap<String, BigDecimal> amounts) {

    /// Highest amount in that currency first; the older product where it is the same.
    static Comparator<Earned> bestFirst(String currency) {
        return Comparator.comparing((Earned earned) -> earned.in(currency))
                .reversed()
                .thenComparingLong(Earned::productId);
    }

    /// Zero when it has nothing in that currency.
    BigDecimal in(String currency) {
        return amounts.getOrDefault(currency, BigDecimal.ZERO);
    }

    List<Money> money() {
        return amounts.entrySet().stream()
                .map(amount -> new Money(plain(amount.getValue()), amount.getKey()))
                .toList();
    }

    /// Without zeros at its end, and without an exponent.
    static BigDecimal plain(BigDecimal amount) {
        BigDecimal shortest = amount.stripTrailingZeros();
        return shortest.scale() < 0 ? shortest.setScale(0) : shortest;
    }
}
