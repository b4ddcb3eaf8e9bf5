package dev.opsdeck.api.sync;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/// What was wrong with a row of a feed.
///
/// @param line   line in the (unpacked) feed where the row starts, from 1
/// @param rowId  the row's product id, if it has one
/// @param field  the field at fault
/// @param value  its value as read, cut to 256 characters
/// @param reason a sentence
public record RowIssue(
        Kind kind,
        long line,
        @Nullable String rowId,
        @Nullable String field,
        @Nullable String value,
        String reason) {

    /// What followed from it.
    public enum Kind {
        /// The row was not taken.
        @JsonProperty("rejected")
        REJECTED,
        /// The row was not taken because its id stood in the feed before.
        @JsonProperty("repeated")
        REPEATED,
        /// The row was taken, the value repaired or dropped.
        @JsonProperty("warning")
        WARNING,
        /// The row was taken as it is; a person may want to look at it. Not counted among the warnings.
        @JsonProperty("note")
        NOTE
    }
}
