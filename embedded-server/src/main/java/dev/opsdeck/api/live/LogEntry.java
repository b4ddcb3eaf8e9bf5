package dev.opsdeck.api.live;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Something an operator did or the server did by itself: the marks on every chart and the log of actions.
///
/// @param id     rises with time
/// @param until  when it ended, for what lasts
/// @param text   one short sentence with its figures
/// @param actor  who did it, as far as it is known: the level of the token and the address
public record LogEntry(
        long id,
        Instant at,
        @Nullable Instant until,
        Kind kind,
        String text,
        @Nullable String actor) {

    /// What it was.
    public enum Kind {
        @JsonProperty("start")
        START,
        @JsonProperty("sync")
        SYNC,
        @JsonProperty("flush")
        FLUSH,
        @JsonProperty("load")
        LOAD,
        @JsonProperty("product")
        PRODUCT,
        @JsonProperty("source")
        SOURCE,
        @JsonProperty("setting")
        SETTING,
        @JsonProperty("audit")
        AUDIT,
        @JsonProperty("warning")
        WARNING
    }
}
