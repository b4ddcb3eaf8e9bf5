package dev.opsdeck.console.capacity;

import dev.opsdeck.api.InvalidField;
import java.math.BigDecimal;

/// Numbers as they are typed. Pure.
final class Typed {

    private Typed() {}

    /// With a point or a comma before the decimals.
    ///
    /// @throws InvalidField when it is no number
    static BigDecimal amount(String field, String text) {
        try {
            return new BigDecimal(text.strip().replace(',', '.'));
        } catch (NumberFormatException e) {
            throw new InvalidField(field, "'" + field + "' must be a number such as 29 or 12.50.");
        }
    }

    /// @throws InvalidField when it is no whole number
    static int whole(String field, String text) {
        try {
            return Integer.parseInt(text.strip());
        } catch (NumberFormatException e) {
            throw new InvalidField(field, "'" + field + "' must be a whole number.");
        }
    }
}
