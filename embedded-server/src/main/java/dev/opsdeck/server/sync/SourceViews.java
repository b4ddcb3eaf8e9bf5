package dev.opsdeck.server.sync;

import dev.opsdeck.api.sync.Source;
import dev.opsdeck.api.sync.SourceDraft;
import java.math.BigDecimal;
import java.time.ZoneId;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Sources as they are shown: without their secrets, with what became of them. Thread-safe.
final class SourceViews {

    private final SourceRepository sources;
    private final SyncRuns runs;
    private final Schedules schedules;

    SourceViews(SourceRepository sources, SyncRuns runs, Schedules schedules) {
        this.sources = sources;
        this.runs = runs;
        this.schedules = schedules;
    }

    /// The zone of schedules that name none.
    ZoneId zone() {
        return schedules.zone();
    }

    Source of(SourceDraft source) {
        BigDecimal archiveShare = source.maxArchiveShare();
        Schedules.Next next = schedules.next(source.name());
        return new Source(
                source.name(),
                source.network(),
                FeedAddress.masked(source.url()),
                source.format(),
                source.mapping() == null ? Map.of() : source.mapping(),
                source.defaultCurrency(),
                source.defaultCommission(),
                source.schedule(),
                archiveShare == null ? BigDecimal.ZERO : archiveShare.stripTrailingZeros(),
                source.schedule() == null ? null : source.scheduleZone(),
                plain(source.maxPriceJump()),
                plain(source.maxJumpShare()),
                next.at(),
                next.fault(),
                sources.products(source.name()),
                runs.latest(source.name()));
    }

    private static @Nullable BigDecimal plain(@Nullable BigDecimal share) {
        return share == null ? null : share.stripTrailingZeros();
    }
}
