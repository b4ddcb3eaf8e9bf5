package dev.opsdeck.server.analytics;

import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/// Keeps the best of many, as they pass. Used by one thread.
final class Best<T> {

    private final Comparator<T> bestFirst;
    private final int limit;
    private final PriorityQueue<T> kept;

    /// @param bestFirst a total order, so that the same always come out
    Best(Comparator<T> bestFirst, int limit) {
        this.bestFirst = bestFirst;
        this.limit = limit;
        this.kept = new PriorityQueue<>(bestFirst.reversed());
    }

    void add(T one) {
        kept.add(one);
        if (kept.size() > limit) {
            kept.remove();
        }
    }

    List<T> inOrder() {
        return kept.stream().sorted(bestFirst).toList();
    }
}
