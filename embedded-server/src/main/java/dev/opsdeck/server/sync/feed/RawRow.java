package dev.opsdeck.server.sync.feed;

import java.util.Map;

/// A row as it stands in the feed.
///
/// @param line   where it starts, from 1
/// @param fields the columns or elements of use by [Names#key]; owned by the row
record RawRow(long line, Map<String, String> fields) {}
