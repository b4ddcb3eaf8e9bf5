package dev.opsdeck.console.overview;

import dev.opsdeck.console.ui.Formats;
import java.time.Instant;

/// What the page says of itself while it shows a moment that is over.
///
/// @param at     the moment
/// @param title  when that was, and how long ago
/// @param remark of which time the figures are, or why they are not exact
record PastWords(Instant at, String title, String remark) {

    /// To the second: `03:12:40` today, `yesterday 03:12:40`.
    static String moment(Instant at, Instant now, Formats formats) {
        return formats.moment(at, now) + formats.clockSeconds(at).substring(5);
    }
}
