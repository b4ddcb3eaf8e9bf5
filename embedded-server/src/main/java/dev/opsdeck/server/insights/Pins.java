package dev.opsdeck.server.insights;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// How often and how long virtual threads blocked the threads that carry them, by the line of code that did. Bounded.
/// Any thread.
final class Pins {

    /// Places told apart; the rest is one.
    static final int MOST = 50;

    static final String OTHERS = "(elsewhere)";

    private final Map<String, Place> places = new ConcurrentHashMap<>();

    /// A place.
    record Place(String line, long times, long nanos, long longestNanos) {}

    void add(String line, long nanos) {
        String key = places.containsKey(line) || places.size() < MOST ? line : OTHERS;
        places.merge(
                key,
                new Place(key, 1, nanos, nanos),
                (before, one) ->
                        new Place(key, before.times + 1, before.nanos + nanos, Math.max(before.longestNanos, nanos)));
    }

    /// Most time first.
    List<Place> places() {
        return places.values().stream()
                .sorted(Comparator.comparingLong(Place::nanos).reversed())
                .toList();
    }
}
