package dev.opsdeck.server.sync.feed;

/// How much of anything a feed may have. What is over a limit is refused with a reason before it takes memory.
///
/// @param packedBytes   bytes as they arrive
/// @param unpackedBytes bytes after gzip or zip
/// @param fieldChars    characters of one field or element
/// @param rowChars      characters of all fields of a row
/// @param columns       columns of a table, elements of an item
/// @param depth         nesting of XML elements
/// @param names         different element and attribute names in an XML feed
public record FeedLimits(
        long packedBytes, long unpackedBytes, int fieldChars, int rowChars, int columns, int depth, int names) {

    /// Generous for real feeds, small against a heap of 256 MB.
    public static final FeedLimits STANDARD = new FeedLimits(8L << 30, 64L << 30, 1 << 20, 1 << 21, 1_000, 32, 10_000);
}
