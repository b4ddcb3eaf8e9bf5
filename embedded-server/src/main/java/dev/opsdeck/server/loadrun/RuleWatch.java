package dev.opsdeck.server.loadrun;

import dev.opsdeck.api.loadruns.LoadSecond;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Hands the seconds of a run that count to the alert rules of its server: not the ramp-up, not what came after its
/// time, and not a last line that is shorter than a second. One thread.
final class RuleWatch {

    private final RunOrder order;
    private final Function<Instant, LoadRuns.Rules> begin;
    private LoadRuns.@Nullable Rules rules;
    private @Nullable LoadSecond last;

    /// @param begin the rules for a run whose first request was due at that moment
    RuleWatch(RunOrder order, Function<Instant, LoadRuns.Rules> begin) {
        this.order = order;
        this.begin = begin;
    }

    /// @param due when the first request of the run was
    void add(LoadSecond second, Instant due) {
        LoadRuns.Rules tried = rules == null ? begin.apply(due) : rules;
        rules = tried;
        if (last != null) {
            tried.seconds().accept(last);
        }
        boolean counts = second.second() >= order.rampUpSeconds() && second.second() < order.durationSeconds();
        last = counts ? second : null;
    }

    /// The run has ended.
    ///
    /// @return a sentence for each critical rule that would have fired
    List<String> critical() {
        LoadRuns.Rules tried = rules;
        if (tried == null) {
            return List.of();
        }
        if (last != null && last.second() == order.durationSeconds() - 1) {
            tried.seconds().accept(last);
        }
        return tried.critical().get();
    }
}
