package dev.opsdeck.server.tracing;

import dev.opsdeck.api.traces.Trace;
import org.jspecify.annotations.Nullable;

/// A trace that has ended and is kept.
///
/// @param cause what made it fail, for receivers that show where
record Finished(Trace trace, @Nullable Throwable cause) {}
