package dev.opsdeck.api.caches;

import org.jspecify.annotations.Nullable;

/// Which cache to empty; null means all.
public record FlushRequest(@Nullable String cache) {}
