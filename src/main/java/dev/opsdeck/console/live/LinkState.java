package dev.opsdeck.console.live;

import dev.opsdeck.console.connection.Failure;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// How the connection to a server is. Values are current in [Live] only.
public sealed interface LinkState {

    /// Not connected yet.
    record Connecting() implements LinkState {}

    /// Samples come in.
    ///
    /// @param lastSample when the latest arrived, by this computer's clock
    record Live(Instant lastSample) implements LinkState {}

    /// No samples.
    ///
    /// @param since   when the latest arrived or, if none ever did, when the first attempt failed
    /// @param nextTry when the next attempt begins by itself; null while one is under way
    record Lost(Instant since, Failure why, @Nullable Instant nextTry) implements LinkState {}

    /// Whether values may be shown as current.
    default boolean live() {
        return this instanceof Live;
    }

    /// Whether the window says of the lost connection already what this failure says: once is enough.
    default boolean says(Failure failure) {
        return this instanceof Lost && failure instanceof Failure.Offline;
    }
}
