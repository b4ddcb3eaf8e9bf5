package dev.opsdeck.server.sync.feed;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A row as it stands in the feed.
///
/// @param line   where it starts, from 1
/// @param fields the columns or elements of use by [Names#key]; owned by the row
/// @param fault  why the row as a whole cannot be taken, a sentence; null when it can
record RawRow(
        long line, Map<String, String> fields, @Nullable String fault) {

    RawRow(long line, Map<String, String> fields) {
        this(line, fields, null);
    }

    static RawRow broken(long line, String fault) {
        return new RawRow(line, Map.of(), fault);
    }
}
