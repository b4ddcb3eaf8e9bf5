package dev.opsdeck.server.requests;

import dev.opsdeck.api.requests.RequestEntry;
import dev.opsdeck.server.http.ApiException;
import org.jspecify.annotations.Nullable;

/// A place in the list: right behind one entry.
record RequestCursor(long id, String node) {

    static String behind(RequestEntry entry) {
        return entry.id() + "." + entry.node();
    }

    /// @throws ApiException 400 for what is no `next` of a page
    static @Nullable RequestCursor parse(@Nullable String text) {
        if (text == null) {
            return null;
        }
        int dot = text.indexOf('.');
        try {
            if (dot > 0) {
                return new RequestCursor(Long.parseLong(text.substring(0, dot)), text.substring(dot + 1));
            }
        } catch (NumberFormatException notOne) {
            // Said below.
        }
        throw ApiException.badRequest("after", "'after' is not the 'next' of a page: start again without it.");
    }
}
