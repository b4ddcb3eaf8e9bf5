package dev.opsdeck.api.sync;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One run of one source.
///
/// @param format   known once the first bytes were read
/// @param progress share of the feed's bytes read, 0 to 1; null when the size is not known
/// @param reason   a sentence, where the state needs one
public record SyncRun(
        long id,
        String source,
        SyncState state,
        Instant startedAt,
        @Nullable Instant finishedAt,
        @Nullable FeedFormat format,
        SyncCounts counts,
        @Nullable Double progress,
        @Nullable String reason) {}
