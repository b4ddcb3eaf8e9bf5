package dev.opsdeck.api.loadruns;

import org.jspecify.annotations.Nullable;

/// A run and the second that was added to it, if one was.
///
/// @param server what the server under load told of itself since the second before; null when that is nothing
public record LoadProgress(
        LoadRun run, @Nullable LoadPoint latest, @Nullable LoadServerSide server) {

    /// Without news of the server.
    public LoadProgress(LoadRun run, @Nullable LoadPoint latest) {
        this(run, latest, null);
    }
}
