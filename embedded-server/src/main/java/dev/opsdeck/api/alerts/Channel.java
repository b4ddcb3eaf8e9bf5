package dev.opsdeck.api.alerts;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A way by which notifications leave. There is one of each kind; it is set up by the settings of the server.
///
/// @param name          what it is called in addresses: the word of its kind
/// @param enabled       whether it is set up
/// @param target        where it leads, without what is secret; null when it is not set up
/// @param lastSuccessAt when something was last delivered
/// @param lastFailureAt when an attempt last failed
/// @param lastError     why, in a sentence; null when all went well since
/// @param waiting       how many notifications are not delivered yet
public record Channel(
        String name,
        ChannelKind kind,
        boolean enabled,
        @Nullable String target,
        @Nullable Instant lastSuccessAt,
        @Nullable Instant lastFailureAt,
        @Nullable String lastError,
        long waiting) {}
