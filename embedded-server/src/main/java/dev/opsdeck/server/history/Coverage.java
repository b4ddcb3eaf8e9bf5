package dev.opsdeck.server.history;

import dev.opsdeck.api.metrics.Metric;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Reads every second of a window exactly once: coarse rows where they fit, finer ones at the edges and at the
/// end that is not rolled up yet, and from memory what is not stored yet. Any thread.
final class Coverage {

    private final SampleRepository repository;

    Coverage(SampleRepository repository) {
        this.repository = repository;
    }

    /// The window `(from, to]`.
    ///
    /// @param tier    the coarsest to read
    /// @param pending seconds that may not be stored yet
    List<Stretch> of(Tier tier, Instant from, Instant to, Set<Metric> metrics, List<Stretch> pending) {
        Tier finer = tier.finer();
        if (finer == null) {
            return seconds(from, to, metrics, pending);
        }
        Instant begin = tier.endOf(from);
        List<Stretch> rows = repository.rows(tier, begin, tier.endBefore(to), metrics);
        if (rows.isEmpty()) {
            return of(finer, from, to, metrics, pending);
        }
        Instant end = rows.getLast().at();
        List<Stretch> stretches = new ArrayList<>(rows);
        if (begin.isAfter(from)) {
            stretches.addAll(of(finer, from, begin, metrics, List.of()));
        }
        if (to.isAfter(end)) {
            stretches.addAll(of(finer, end, to, metrics, pending));
        }
        return stretches;
    }

    private List<Stretch> seconds(Instant from, Instant to, Set<Metric> metrics, List<Stretch> pending) {
        List<Stretch> stored = repository.rows(Tier.SECOND, from, to, metrics);
        Set<Instant> known = new HashSet<>();
        stored.forEach(second -> known.add(second.at()));
        List<Stretch> seconds = new ArrayList<>(stored);
        for (Stretch second : pending) {
            if (second.at().isAfter(from) && !second.at().isAfter(to) && known.add(second.at())) {
                seconds.add(second);
            }
        }
        return seconds;
    }
}
