package dev.opsdeck.api;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The checks that records of the contract make in their constructors. Each returns the value or throws
/// [InvalidField].
public final class Check {

    private static final Set<String> CURRENCIES = java.util.Currency.getAvailableCurrencies().stream()
            .map(java.util.Currency::getCurrencyCode)
            .collect(Collectors.toUnmodifiableSet());

    private Check() {}

    /// A text that is there, is not blank, has at most `max` characters, and nothing that PostgreSQL cannot store
    /// (NUL, half a character).
    public static String text(String field, @Nullable String value, int max) {
        if (value == null || value.isBlank()) {
            throw new InvalidField(field, "'" + field + "' is missing: give it a text.");
        }
        return bounded(field, value, max);
    }

    /// A text as in [#text], or null.
    public static @Nullable String optionalText(String field, @Nullable String value, int max) {
        return value == null ? null : bounded(field, value, max);
    }

    /// An ISO 4217 code in upper case.
    public static String currency(String field, @Nullable String value) {
        String code = text(field, value, 3).toUpperCase(Locale.ROOT);
        if (!CURRENCIES.contains(code)) {
            throw new InvalidField(field, "'" + code + "' is no currency: use an ISO 4217 code such as EUR.");
        }
        return code;
    }

    /// A number from `min` to `max`, both included, with at most four decimal places.
    public static BigDecimal amount(String field, @Nullable BigDecimal value, String min, String max) {
        if (value == null) {
            throw new InvalidField(field, "'" + field + "' is missing: give it a number.");
        }
        if (value.compareTo(new BigDecimal(min)) < 0 || value.compareTo(new BigDecimal(max)) > 0) {
            throw new InvalidField(field, "'" + field + "' must be from " + min + " to " + max + ".");
        }
        if (value.scale() <= 4) {
            return value;
        }
        // What is returned never has a scale such as that of 0e-999999, which would be a million zeros in a database.
        BigDecimal shortest = value.stripTrailingZeros();
        if (shortest.scale() > 4) {
            throw new InvalidField(field, "'" + field + "' has more than four decimal places.");
        }
        return shortest;
    }

    /// A whole number from `min` to `max`, both included.
    public static long range(String field, long value, long min, long max) {
        if (value < min || value > max) {
            throw new InvalidField(field, "'" + field + "' must be from " + min + " to " + max + ".");
        }
        return value;
    }

    /// An http or https address.
    public static String webAddress(String field, @Nullable String value, int max) {
        String address = text(field, value, max);
        if (!address.regionMatches(true, 0, "http://", 0, 7) && !address.regionMatches(true, 0, "https://", 0, 8)) {
            throw new InvalidField(field, "'" + field + "' must start with http:// or https://.");
        }
        return address;
    }

    private static String bounded(String field, String value, int max) {
        if (value.length() > max) {
            throw new InvalidField(field, "'" + field + "' is longer than " + max + " characters.");
        }
        if (value.indexOf('\0') >= 0) {
            throw new InvalidField(field, "'" + field + "' contains a NUL character.");
        }
        // What no UTF-8 has: a database would keep a question mark in its place, and two ids could become one.
        if (hasHalfACharacter(value)) {
            throw new InvalidField(field, "'" + field + "' contains half a character (an unpaired surrogate).");
        }
        return value;
    }

    private static boolean hasHalfACharacter(String value) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (Character.isSurrogate(c)) {
                boolean whole = i + 1 < value.length() && Character.isSurrogatePair(c, value.charAt(i + 1));
                if (!whole) {
                    return true;
                }
                i++;
            }
        }
        return false;
    }
}
