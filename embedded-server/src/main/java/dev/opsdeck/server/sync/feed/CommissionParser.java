package dev.opsdeck.server.sync.feed;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/// Reads a commission: `0.08`, `0,08` or `8 %`. Stateless.
final class CommissionParser {

    private CommissionParser() {}

    /// A share from 0 to 1, or null if it is none.
    static @Nullable BigDecimal parse(String text) {
        boolean percent = text.endsWith("%");
        String number = (percent ? text.substring(0, text.length() - 1).strip() : text).replace(',', '.');
        if (!number.matches("[0-9]{1,3}(\\.[0-9]{1,8})?")) {
            return null;
        }
        BigDecimal share = percent ? new BigDecimal(number).movePointLeft(2) : new BigDecimal(number);
        return share.compareTo(BigDecimal.ONE) <= 0 ? share : null;
    }
}
