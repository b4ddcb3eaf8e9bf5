package dev.opsdeck.console.tokens;

import org.jspecify.annotations.Nullable;

/// Where tokens are kept, as the user chooses.
public enum TokenPlace {
    KEYRING,
    PASSPHRASE,
    MEMORY;

    /// The one of that name; null when none was chosen yet.
    public static @Nullable TokenPlace named(@Nullable String name) {
        for (TokenPlace place : values()) {
            if (place.name().equals(name)) {
                return place;
            }
        }
        return null;
    }
}
