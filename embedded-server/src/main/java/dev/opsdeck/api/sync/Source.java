package dev.opsdeck.api.sync;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A feed source as it is read. Fields as in [SourceDraft].
///
/// @param url           with its secrets masked: keys in the path, passwords and secret query parameters show as `***`
/// @param scheduleZone  time zone of the schedule; null without a schedule
/// @param nextRun       when the schedule starts the next run; null without a schedule, or with one that is wrong
/// @param scheduleFault what is wrong with the schedule, a sentence; null when nothing is
/// @param products      how many products of it are not archived
/// @param lastRun       the latest finished or running run
public record Source(
        String name,
        String network,
        String url,
        @Nullable FeedFormat format,
        Map<String, String> mapping,
        @Nullable String defaultCurrency,
        @Nullable BigDecimal defaultCommission,
        @Nullable String schedule,
        BigDecimal maxArchiveShare,
        @Nullable String scheduleZone,
        @Nullable BigDecimal maxPriceJump,
        @Nullable BigDecimal maxJumpShare,
        @Nullable Instant nextRun,
        @Nullable String scheduleFault,
        long products,
        @Nullable SyncRun lastRun) {

    public Source {
        mapping = Map.copyOf(mapping);
    }
}
