package dev.opsdeck.server.alerts;

import dev.opsdeck.api.alerts.Alert;
import dev.opsdeck.server.http.ApiException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A place in the list: right behind one alert.
record AlertCursor(Instant at, String id) {

    static String behind(Alert alert) {
        return alert.pendingSince().toEpochMilli() + "." + alert.id();
    }

    /// @throws ApiException 400 for what is no `next` of a page
    static @Nullable AlertCursor parse(@Nullable String text) {
        if (text == null) {
            return null;
        }
        if (text.matches("\\d{1,15}\\.[0-9a-f]{16}")) {
            int dot = text.indexOf('.');
            return new AlertCursor(
                    Instant.ofEpochMilli(Long.parseLong(text.substring(0, dot))), text.substring(dot + 1));
        }
        throw ApiException.badRequest("after", "'after' is not the 'next' of a page: start again without it.");
    }
}
