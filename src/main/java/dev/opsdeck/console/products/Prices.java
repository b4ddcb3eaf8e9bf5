package dev.opsdeck.console.products;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.Currency;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Prices as the page writes them: `1,234.50 EUR`, `8,980 JPY`; as many decimals as the currency has, more only when
/// the price has more. Pure functions, any thread.
final class Prices {

    private Prices() {}

    static String text(BigDecimal amount, String currency) {
        return number(amount, currency) + " " + currency;
    }

    /// Without the currency.
    static String number(BigDecimal amount, String currency) {
        int decimals = Math.max(decimals(currency), amount.stripTrailingZeros().scale());
        DecimalFormat format = new DecimalFormat("#,##0", DecimalFormatSymbols.getInstance(Locale.ROOT));
        format.setMinimumFractionDigits(decimals);
        format.setMaximumFractionDigits(decimals);
        format.setRoundingMode(RoundingMode.HALF_UP);
        return format.format(amount);
    }

    /// Whether both are the same number, however many decimals each is written with, or both are missing.
    static boolean same(@Nullable BigDecimal one, @Nullable BigDecimal other) {
        if (one == null || other == null) {
            return one == null && other == null;
        }
        return one.compareTo(other) == 0;
    }

    private static int decimals(String currency) {
        return Currency.getAvailableCurrencies().stream()
                .filter(known -> known.getCurrencyCode().equals(currency))
                .mapToInt(Currency::getDefaultFractionDigits)
                .filter(digits -> digits >= 0)
                .findFirst()
                .orElse(2);
    }
}
