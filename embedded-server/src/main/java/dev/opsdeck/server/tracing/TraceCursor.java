package dev.opsdeck.server.tracing;

import dev.opsdeck.server.http.ApiException;
import org.jspecify.annotations.Nullable;

/// A place in the list: right behind one trace.
record TraceCursor(long id, String node) {

    /// @throws ApiException 400 for what is no `next` of a page
    static @Nullable TraceCursor parse(@Nullable String text) {
        if (text == null) {
            return null;
        }
        int dot = text.indexOf('.');
        try {
            if (dot > 0) {
                return new TraceCursor(Long.parseLong(text.substring(0, dot)), text.substring(dot + 1));
            }
        } catch (NumberFormatException notOne) {
            // Said below.
        }
        throw ApiException.badRequest("after", "'after' is not the 'next' of a page: start again without it.");
    }

    @Override
    public String toString() {
        return id + "." + node;
    }
}
