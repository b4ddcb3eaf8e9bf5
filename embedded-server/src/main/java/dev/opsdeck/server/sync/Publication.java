package dev.opsdeck.server.sync;

import dev.opsdeck.api.sync.SourceDraft;
import dev.opsdeck.api.sync.SyncCounts;
import dev.opsdeck.api.sync.SyncRun;
import dev.opsdeck.api.sync.SyncState;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What becomes of a feed that was read to its end: a rehearsal, a question, or the new generation. Used by the thread
/// of one run.
final class Publication {

    private static final BigDecimal USUAL_JUMP = new BigDecimal("0.5");

    private final SourceDraft source;
    private final SyncJob.Order order;
    private final PublishRepository publish;
    private final ChangeRepository changes;
    private final InstantSource clock;

    /// Makes the end of the run.
    interface Ending {
        SyncRun of(SyncState state, SyncCounts counts, @Nullable String reason);
    }

    Publication(
            SourceDraft source,
            SyncJob.Order order,
            PublishRepository publish,
            ChangeRepository changes,
            InstantSource clock) {
        this.source = source;
        this.order = order;
        this.publish = publish;
        this.changes = changes;
        this.clock = clock;
    }

    /// @param read     what was counted while reading
    /// @param lastLook throws if the run is not wanted any more; called just before the transaction
    SyncRun end(long run, SyncCounts read, Ending ending, Runnable lastLook) {
        if (order.dryRun()) {
            jumps(run);
            return ending.of(SyncState.REHEARSED, counted(read, effect(run)), null);
        }
        List<String> questions = questions(run);
        if (!questions.isEmpty()) {
            return ending.of(
                    SyncState.NEEDS_APPROVAL,
                    counted(read, effect(run)),
                    String.join(" ", questions)
                            + " Nothing was written: check the feed, or start the run again and allow it.");
        }
        lastLook.run();
        return publish.publish(
                run,
                source.name(),
                source.network(),
                RunEnd.now(clock),
                written -> ending.of(SyncState.DONE, counted(read, written), null));
    }

    private List<String> questions(long run) {
        List<String> questions = new ArrayList<>();
        PublishRepository.Losses losses = publish.losses(run, source.name(), source.network());
        BigDecimal archiveShare = source.maxArchiveShare() == null ? BigDecimal.ZERO : source.maxArchiveShare();
        boolean losesTooMuch = !order.allowArchive() && over(losses.archived(), archiveShare, losses.owned());
        if (losesTooMuch) {
            questions.add(losses.archived() + " of " + losses.owned()
                    + " products of this source are not in the feed, more than"
                    + " the share that may be archived without asking.");
        }
        BigDecimal jumpShare = order.allowJumps() ? null : source.maxJumpShare();
        if (losesTooMuch || jumpShare != null) {
            long jumps = jumps(run);
            if (jumpShare != null && over(jumps, jumpShare, losses.rows())) {
                questions.add(jumps + " of " + losses.rows() + " prices differ by more than " + percent(jump())
                        + " % from the catalogue, more than the share that may jump without asking.");
            }
        }
        return questions;
    }

    private static boolean over(long part, BigDecimal share, long whole) {
        return BigDecimal.valueOf(part).compareTo(share.multiply(BigDecimal.valueOf(whole))) > 0;
    }

    private static String percent(BigDecimal share) {
        return share.movePointRight(2)
                .setScale(1, RoundingMode.HALF_UP)
                .stripTrailingZeros()
                .toPlainString();
    }

    private BigDecimal jump() {
        return source.maxPriceJump() == null ? USUAL_JUMP : source.maxPriceJump();
    }

    private long jumps(long run) {
        return changes.keep(run, source.name(), source.network(), jump());
    }

    private PublishRepository.Effect effect(long run) {
        return publish.effect(run, source.name(), source.network());
    }

    private static SyncCounts counted(SyncCounts read, PublishRepository.Effect effect) {
        return new SyncCounts(
                read.read(),
                effect.added(),
                effect.changed(),
                effect.unchanged(),
                effect.archived(),
                read.rejected(),
                read.repeated(),
                read.warnings());
    }
}
