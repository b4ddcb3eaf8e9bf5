package dev.opsdeck.server.sync.feed;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The first characters of a feed, by which its format is recognised. Immutable.
///
/// @param text    at most [#LENGTH] characters, without leading white space
/// @param mapped  whether the source has a mapping of its own
/// @param header  the first line as a table's header, or null if this is no table
record FeedHead(String text, boolean mapped, @Nullable TableHeader header) {

    static final int LENGTH = 1 << 16;

    /// Reads the head and leaves the reader where it was.
    static FeedHead peek(BufferedReader reader, boolean mapped) throws IOException {
        reader.mark(LENGTH + 1);
        char[] chars = new char[LENGTH];
        int length = 0;
        while (length < LENGTH) {
            int read = reader.read(chars, length, LENGTH - length);
            if (read < 0) {
                break;
            }
            length += read;
        }
        reader.reset();
        String text = new String(chars, 0, length).stripLeading();
        if (text.isEmpty()) {
            throw new FeedFailure(length == 0 ? "The feed is empty." : "The feed begins with nothing but white space.");
        }
        boolean table = !text.startsWith("<") && !text.startsWith("{") && !text.startsWith("[");
        return new FeedHead(text, mapped, table ? TableHeader.in(text, length == LENGTH) : null);
    }

    boolean isXml() {
        return text.startsWith("<");
    }

    boolean isWebPage() {
        String start = text.substring(0, Math.min(200, text.length())).toLowerCase(Locale.ROOT);
        return start.startsWith("<!doctype html") || start.startsWith("<html");
    }

    boolean isJson() {
        return text.startsWith("{") || text.startsWith("[");
    }

    boolean isGoogleXml() {
        return isXml() && text.contains("http://base.google.com/ns/1.0");
    }

    boolean hasColumns(List<String> names) {
        return header != null && header.names().containsAll(names);
    }
}
