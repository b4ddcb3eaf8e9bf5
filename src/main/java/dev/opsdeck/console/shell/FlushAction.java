package dev.opsdeck.console.shell;

import dev.opsdeck.api.caches.CacheFigures;
import dev.opsdeck.api.caches.FlushResult;
import dev.opsdeck.console.ui.Formats;
import java.util.List;
import java.util.stream.Collectors;

/// The sentences of a flush. Pure.
final class FlushAction {

    private FlushAction() {}

    /// What will happen, in numbers.
    static String question(List<CacheFigures> caches) {
        long entries = caches.stream().mapToLong(CacheFigures::entries).sum();
        if (entries == 0) {
            return "The caches are empty now: nothing would be dropped.";
        }
        String parts = caches.stream()
                .filter(cache -> cache.entries() > 0)
                .map(cache -> cache.cache() + " " + Formats.count(cache.entries()))
                .collect(Collectors.joining(", "));
        return (entries == 1 ? "One entry will be dropped (" : Formats.count(entries) + " entries will be dropped (")
                + parts + "). Until the caches are full again, more requests go to the database.";
    }

    /// What was dropped.
    static String result(FlushResult result) {
        String parts = result.caches().stream()
                .filter(cache -> cache.entries() > 0)
                .map(cache -> cache.cache() + " " + Formats.count(cache.entries()))
                .collect(Collectors.joining(", "));
        return parts.isEmpty() ? "The caches were empty already." : parts + ".";
    }

    /// A title for what was dropped.
    static String title(FlushResult result) {
        return result.entries() == 1 ? "Dropped one entry" : "Dropped " + Formats.count(result.entries()) + " entries";
    }
}
