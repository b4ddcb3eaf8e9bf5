package dev.opsdeck.console.ui;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.Currency;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Amounts of money as pages write them: `1,234.50 EUR`, `8,980 JPY`; as many decimals as the currency has, more only
/// when the amount has more. Pure functions, any thread.
public final class Prices {

    private Prices() {}

    /// With the currency.
    public static String text(BigDecimal amount, String currency) {
        return number(amount, currency) + " " + currency;
    }

    /// Without the currency.
    public static String number(BigDecimal amount, String currency) {
        return format(
                amount, Math.max(decimals(currency), amount.stripTrailingZeros().scale()));
    }

    /// Without the currency and without the decimals that it does not have, rounded; what is smaller but not zero is
    /// `<0.01`.
    public static String rounded(BigDecimal amount, String currency) {
        int decimals = decimals(currency);
        BigDecimal least = BigDecimal.ONE.movePointLeft(decimals);
        boolean lost = amount.signum() > 0
                && amount.setScale(decimals, RoundingMode.HALF_UP).signum() == 0;
        return lost ? "<" + format(least, decimals) : format(amount, decimals);
    }

    private static String format(BigDecimal amount, int decimals) {
        DecimalFormat format = new DecimalFormat("#,##0", DecimalFormatSymbols.getInstance(Locale.ROOT));
        format.setMinimumFractionDigits(decimals);
        format.setMaximumFractionDigits(decimals);
        format.setRoundingMode(RoundingMode.HALF_UP);
        return format.format(amount);
    }

    /// Whether both are the same number, however many decimals each is written with, or both are missing.
    public static boolean same(@Nullable BigDecimal one, @Nullable BigDecimal other) {
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
