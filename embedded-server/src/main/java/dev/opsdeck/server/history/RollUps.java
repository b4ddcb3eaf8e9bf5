package dev.opsdeck.server.history;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Makes ten-second rows of seconds and minutes of those, and packs the seconds of a minute, from what is stored:
/// so a stretch is rolled up in the same way whether its seconds were written by this process or by the one
/// before a restart, and again when a second comes late. Called by the writer's thread alone; everything may be
/// repeated after a failure.
final class RollUps {

    private final SampleRepository repository;
    private final PackedMinuteRepository packed;
    private final TreeSet<Instant> openTens = new TreeSet<>();
    private final TreeSet<Instant> openMinutes = new TreeSet<>();
    private final TreeSet<Instant> unpacked = new TreeSet<>();
    private @Nullable Instant newest;

    RollUps(SampleRepository repository, PackedMinuteRepository packed) {
        this.repository = repository;
        this.packed = packed;
    }

    /// These seconds are stored: rolls up every stretch that they or earlier ones completed.
    void stored(Collection<Stretch> seconds) {
        if (newest == null) {
            resume();
        }
        for (Stretch second : seconds) {
            openTens.add(Tier.TEN_SECONDS.endOf(second.at()));
            unpacked.add(Tier.MINUTE.endOf(second.at()));
            newest = newest == null || second.at().isAfter(newest) ? second.at() : newest;
        }
        Instant until = newest;
        if (until != null) {
            for (Instant end : List.copyOf(openTens.headSet(until, true))) {
                roll(Tier.TEN_SECONDS, end);
                openMinutes.add(Tier.MINUTE.endOf(end));
                openTens.remove(end);
            }
            for (Instant end : List.copyOf(openMinutes.headSet(until, true))) {
                roll(Tier.MINUTE, end);
                openMinutes.remove(end);
            }
            for (Instant end : List.copyOf(unpacked.headSet(until, true))) {
                pack(end);
                unpacked.remove(end);
            }
        }
    }

    /// Finds what a former process left open.
    private void resume() {
        openEnds(Tier.SECOND, Tier.TEN_SECONDS, repository.last(Tier.TEN_SECONDS), openTens);
        openEnds(Tier.TEN_SECONDS, Tier.MINUTE, repository.last(Tier.MINUTE), openMinutes);
        openEnds(Tier.SECOND, Tier.MINUTE, packed.last(), unpacked);
        newest = repository.last(Tier.SECOND);
    }

    private void openEnds(Tier from, Tier to, @Nullable Instant last, Set<Instant> open) {
        // The last one again: it may have been made before its last second came.
        Instant after = last == null ? Instant.EPOCH : last.minusSeconds(to.seconds());
        repository.endsAfter(from, after).forEach(end -> open.add(to.endOf(end)));
    }

    private void roll(Tier tier, Instant end) {
        Tier finer = tier.finer();
        if (finer != null) {
            List<Stretch> parts = repository.rows(finer, end.minusSeconds(tier.seconds()), end);
            if (!parts.isEmpty()) {
                repository.store(tier, List.of(Stretch.merged(end, parts)));
            }
        }
    }

    private void pack(Instant end) {
        List<Stretch> seconds =
                repository.rows(Tier.SECOND, end.minusSeconds(Tier.MINUTE.seconds()), end, PackedMinute.NEEDED);
        if (!seconds.isEmpty()) {
            packed.store(PackedMinute.of(end, seconds));
        }
    }
}
