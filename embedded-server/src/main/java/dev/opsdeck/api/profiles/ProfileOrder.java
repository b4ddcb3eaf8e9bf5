package dev.opsdeck.api.profiles;

import dev.opsdeck.api.Check;
import org.jspecify.annotations.Nullable;

/// A profile that is to be made.
///
/// @param seconds how long to record, from 1 to 60; 30 when left out
public record ProfileOrder(@Nullable Integer seconds) {

    /// As long as an order without a length records.
    public static final int DEFAULT_SECONDS = 30;

    public ProfileOrder {
        if (seconds != null) {
            Check.range("seconds", seconds, 1, 60);
        }
    }
}
