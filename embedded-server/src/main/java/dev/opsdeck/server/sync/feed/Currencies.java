package dev.opsdeck.server.sync.feed;

import dev.opsdeck.api.Check;
import dev.opsdeck.api.InvalidField;

/// Whether a code is a currency. Stateless.
final class Currencies {

    private Currencies() {}

    static boolean known(String code) {
        try {
            Check.currency("currency", code);
            return true;
        } catch (InvalidField e) {
            // Said by the result.
            return false;
        }
    }
}
