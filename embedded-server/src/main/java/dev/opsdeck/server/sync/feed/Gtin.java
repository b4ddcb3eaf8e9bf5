package dev.opsdeck.server.sync.feed;

import org.jspecify.annotations.Nullable;

/// Global Trade Item Numbers of 8, 12, 13 and 14 digits. The check digit is that of the GS1 General Specifications,
/// section 7.9: weights 3 and 1 from the right, the sum filled up to a multiple of ten. Stateless.
final class Gtin {

    private Gtin() {}

    /// The digits, or null if it is no GTIN or its check digit is wrong.
    static @Nullable String parse(String text) {
        StringBuilder digits = new StringBuilder(14);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= '0' && c <= '9') {
                if (digits.length() == 14) {
                    return null;
                }
                digits.append(c);
            } else if (c != ' ' && c != '-' && c != 0xa0) {
                return null;
            }
        }
        int length = digits.length();
        if (length != 8 && (length < 12 || length > 14)) {
            return null;
        }
        int sum = 0;
        int all = 0;
        for (int i = 0; i < length; i++) {
            int digit = digits.charAt(length - 1 - i) - '0';
            sum += i % 2 == 0 ? digit : 3 * digit;
            all += digit;
        }
        return sum % 10 == 0 && all > 0 ? digits.toString() : null;
    }
}
