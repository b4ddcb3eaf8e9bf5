package dev.opsdeck.api.loadruns;

import org.jspecify.annotations.Nullable;

/// A run and the second that was added to it, if one was.
public record LoadProgress(LoadRun run, @Nullable LoadPoint latest) {}
