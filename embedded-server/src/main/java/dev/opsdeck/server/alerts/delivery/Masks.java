package dev.opsdeck.server.alerts.delivery;

import org.jspecify.annotations.Nullable;

/// Takes known secrets out of texts that others wrote.
final class Masks {

    private static final String MASK = "***";

    /// A part of an address that is shorter is a word such as `services`, and no secret.
    private static final int SHORTEST_SECRET = 8;

    private Masks() {}

    /// The text without that secret.
    static String without(String text, @Nullable String secret) {
        return secret == null || secret.length() < 3 ? text : text.replace(secret, MASK);
    }

    /// The text without those parts of the secret that are long enough to be one themselves.
    static String withoutParts(String text, String secret, String separator) {
        String masked = text;
        for (String part : secret.split(separator, -1)) {
            if (part.length() >= SHORTEST_SECRET) {
                masked = without(masked, part);
            }
        }
        return masked;
    }
}
