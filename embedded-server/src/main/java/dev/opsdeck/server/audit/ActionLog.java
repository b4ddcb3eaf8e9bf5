package dev.opsdeck.server.audit;

import dev.opsdeck.api.live.LogEntry;
import org.jspecify.annotations.Nullable;

/// Takes one line for the log of actions. Called by use cases on any thread, after what they did is committed; it
/// never throws and never waits for long: a line that cannot be stored is still shown live and written to the process's
/// own log.
@FunctionalInterface
public interface ActionLog {

    /// @param text  one short sentence with its figures, for an operator
    /// @param actor who did it, as far as it is known; null for what the server does by itself
    void log(LogEntry.Kind kind, String text, @Nullable String actor);
}
