package dev.opsdeck.server.sync.feed;

import dev.opsdeck.api.Check;
import dev.opsdeck.api.InvalidField;
import dev.opsdeck.api.Money;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Currency;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads the prices that feeds have: `15.00 USD`, `50DKK`, `1.234,50 EUR`, `€ 12`, `45,-`. The last separator is
/// the decimal one, unless it stands alone before three digits in a currency that has no three decimals, or
/// stands more than once. Stateless.
final class PriceParser {

    private static final int LONGEST = 64;
    private static final int DECIMALS = 4;
    private static final BigDecimal HIGHEST = new BigDecimal("1000000000");
    private static final Map<String, String> SYMBOLS = Map.ofEntries(
            Map.entry("€", "EUR"),
            Map.entry("£", "GBP"),
            Map.entry("¥", "JPY"),
            Map.entry("zł", "PLN"),
            Map.entry("Kč", "CZK"),
            Map.entry("₹", "INR"),
            Map.entry("₺", "TRY"),
            Map.entry("₴", "UAH"),
            Map.entry("₩", "KRW"),
            Map.entry("₪", "ILS"),
            Map.entry("Fr.", "CHF"),
            Map.entry("$", "USD"),
            Map.entry("US$", "USD"),
            Map.entry("A$", "AUD"),
            Map.entry("C$", "CAD"));
    /// Signs of several currencies: the default of the source decides where it can.
    private static final Map<String, Set<String>> SHARED = Map.of(
            "$", Set.of("USD", "AUD", "CAD", "NZD", "SGD", "HKD", "MXN", "TWD", "BRL", "CLP", "COP"),
            "¥", Set.of("JPY", "CNY"),
            "kr", Set.of("DKK", "NOK", "SEK", "ISK"),
            "kr.", Set.of("DKK", "NOK", "SEK", "ISK"));

    private PriceParser() {}

    /// What came of it.
    sealed interface Result {
        /// @param money   zero only when it was written with its currency, as shops do that tell the price on request;
        ///                a bare 0 is how exports write that there is none
        /// @param rounded whether there were more than four decimals
        record Price(Money money, boolean rounded) implements Result {}

        /// @param reason a sentence
        record Unusable(String reason) implements Result {}
    }

    /// @param fallback the currency of a price that names none
    static Result parse(@Nullable String text, @Nullable String fallback) {
        String price = text == null ? "" : trimmed(text);
        if (price.isEmpty()) {
            return new Result.Unusable("The price is missing.");
        }
        if (price.length() > LONGEST) {
            return new Result.Unusable("The price is too long to be one.");
        }
        int first = firstDigit(price);
        if (first < 0) {
            return new Result.Unusable("The price has no digits.");
        }
        int last = lastDigit(price);
        boolean negative = price.charAt(0) == '-' || price.charAt(0) == '\u2212';
        int from = first > 0 && (price.charAt(first - 1) == '.' || price.charAt(first - 1) == ',') ? first - 1 : first;
        String before = word(price.substring(negative ? 1 : 0, Math.max(from, negative ? 1 : 0)));
        if (before.endsWith("-") || before.endsWith("\u2212")) {
            negative = true;
            before = word(before.substring(0, before.length() - 1));
        }
        String after = word(withoutDash(price.substring(last + 1)));
        if (!before.isEmpty() && !after.isEmpty() && !before.equalsIgnoreCase(after)) {
            return new Result.Unusable("The price cannot be read.");
        }
        String sign = before.isEmpty() ? after : before;
        String currency = sign.isEmpty() ? fallback : currencyOf(sign, fallback);
        if (currency == null) {
            return new Result.Unusable(
                    sign.isEmpty()
                            ? "The price has no currency: give the source a default currency."
                            : "'" + sign + "' is no currency that can be told: use an ISO 4217 code.");
        }
        BigDecimal amount = amount(price.substring(from, last + 1), currency);
        if (amount == null) {
            return new Result.Unusable("The price cannot be read as one number.");
        }
        if (amount.signum() == 0 && sign.isEmpty()) {
            return new Result.Unusable("The price is zero.");
        }
        return checked(negative ? amount.negate() : amount, currency);
    }

    private static Result checked(BigDecimal amount, String currency) {
        if (amount.signum() < 0) {
            return new Result.Unusable("The price is negative.");
        }
        BigDecimal exact = amount.signum() == 0 ? BigDecimal.ZERO : amount.stripTrailingZeros();
        BigDecimal rounded = exact.scale() > DECIMALS ? exact.setScale(DECIMALS, RoundingMode.HALF_UP) : exact;
        if (rounded.signum() == 0 && amount.signum() != 0) {
            return new Result.Unusable("The price is less than can be kept.");
        }
        if (rounded.compareTo(HIGHEST) > 0) {
            return new Result.Unusable("The price is over 1,000,000,000.");
        }
        BigDecimal plain = rounded.scale() < 0 ? rounded.setScale(0) : rounded;
        return new Result.Price(new Money(plain, currency), exact.scale() > DECIMALS);
    }

    /// The number in `digits`, which begins with a digit or separator and ends with a digit; null if it is none.
    private static @Nullable BigDecimal amount(String digits, String currency) {
        String compact = withoutSpaces(digits);
        if (compact == null) {
            return null;
        }
        int dot = compact.lastIndexOf('.');
        int comma = compact.lastIndexOf(',');
        if (dot < 0 && comma < 0) {
            return number(compact, "");
        }
        int lastAt = Math.max(dot, comma);
        char decimal = compact.charAt(lastAt);
        char other = decimal == '.' ? ',' : '.';
        boolean both = dot >= 0 && comma >= 0;
        boolean repeated = compact.indexOf(decimal) != lastAt;
        if (both && repeated) {
            return null;
        }
        String whole = compact.substring(0, lastAt);
        String fraction = compact.substring(lastAt + 1);
        if (both) {
            return grouped(whole, other) ? number(whole.replace(String.valueOf(other), ""), fraction) : null;
        }
        if (repeated) {
            return grouped(compact, decimal) ? number(compact.replace(String.valueOf(decimal), ""), "") : null;
        }
        boolean thousands = fraction.length() == 3
                && !whole.isEmpty()
                && whole.length() <= 3
                && whole.charAt(0) != '0'
                && Currency.getInstance(currency).getDefaultFractionDigits() != 3;
        return thousands ? number(whole + fraction, "") : number(whole, fraction);
    }

    /// `1.234.567`, or `12,34,567` as in India: a last group of three, others of two or three.
    private static boolean grouped(String text, char separator) {
        String[] groups = text.split(java.util.regex.Pattern.quote(String.valueOf(separator)), -1);
        if (groups.length == 1) {
            return true;
        }
        for (int i = 1; i < groups.length; i++) {
            boolean last = i == groups.length - 1;
            if (groups[i].length() != 3 && (last || groups[i].length() != 2)) {
                return false;
            }
        }
        return !groups[0].isEmpty() && groups[0].length() <= 3;
    }

    private static @Nullable BigDecimal number(String whole, String fraction) {
        String text = (whole.isEmpty() ? "0" : whole) + (fraction.isEmpty() ? "" : "." + fraction);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c != '.' && (c < '0' || c > '9')) {
                return null;
            }
        }
        return new BigDecimal(text);
    }

    /// Spaces and apostrophes group thousands: they must stand before three digits.
    private static @Nullable String withoutSpaces(String digits) {
        StringBuilder compact = new StringBuilder(digits.length());
        for (int i = 0; i < digits.length(); i++) {
            char c = digits.charAt(i);
            if (isSpace(c) || c == '\'' || c == '\u2019') {
                if (!threeDigitsFollow(digits, i + 1) || compact.indexOf(".") >= 0 || compact.indexOf(",") >= 0) {
                    return null;
                }
            } else {
                compact.append(c);
            }
        }
        return compact.toString();
    }

    private static boolean threeDigitsFollow(String text, int from) {
        int i = from;
        while (i < text.length() && Character.digit(text.charAt(i), 10) >= 0) {
            i++;
        }
        return i - from == 3;
    }

    private static @Nullable String currencyOf(String sign, @Nullable String fallback) {
        Set<String> shared = SHARED.get(sign.toLowerCase(java.util.Locale.ROOT));
        if (shared != null && fallback != null && shared.contains(fallback)) {
            return fallback;
        }
        String known = SYMBOLS.get(sign);
        if (known != null) {
            return known;
        }
        try {
            return sign.length() == 3 ? Check.currency("currency", sign) : null;
        } catch (InvalidField e) {
            // The caller gives the reason.
            return null;
        }
    }

    /// `45,-` and `45.--` mean no cents.
    private static String withoutDash(String after) {
        String rest = after.strip();
        if (!rest.isEmpty() && (rest.charAt(0) == ',' || rest.charAt(0) == '.')) {
            int i = 1;
            while (i < rest.length() && (rest.charAt(i) == '-' || rest.charAt(i) == '\u2013')) {
                i++;
            }
            return rest.substring(i);
        }
        return rest;
    }

    private static String word(String text) {
        return trimmed(text);
    }

    private static String trimmed(String text) {
        int from = 0;
        int to = text.length();
        while (from < to && isSpace(text.charAt(from))) {
            from++;
        }
        while (to > from && isSpace(text.charAt(to - 1))) {
            to--;
        }
        return text.substring(from, to);
    }

    private static boolean isSpace(char c) {
        return c <= ' ' || c == 0xa0 || c == 0x202f || c == 0x2009;
    }

    private static int firstDigit(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) >= '0' && text.charAt(i) <= '9') {
                return i;
            }
        }
        return -1;
    }

    private static int lastDigit(String text) {
        for (int i = text.length() - 1; i >= 0; i--) {
            if (text.charAt(i) >= '0' && text.charAt(i) <= '9') {
                return i;
            }
        }
        return -1;
    }
}
