package dev.opsdeck.server.alerts.delivery;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// What became of one attempt to deliver.
sealed interface Outcome {

    /// A sentence for people, without secrets.
    String detail();

    /// The receiver has it.
    record Delivered(String detail) implements Outcome {}

    /// Not now: it is tried again.
    ///
    /// @param after not before that time, as the receiver wished; null: it wished nothing
    record Later(String detail, @Nullable Duration after) implements Outcome {}

    /// The receiver refused it and would again.
    record Never(String detail) implements Outcome {}
}
