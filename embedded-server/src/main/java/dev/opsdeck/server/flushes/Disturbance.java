package dev.opsdeck.server.flushes;

import java.time.Instant;

/// Something else that empties caches: what comes back after it did not come back from the flush before it.
record Disturbance(Instant at, Kind kind) {

    enum Kind {
        FLUSH("another flush", "Another flush was made"),
        SYNC("a sync", "A sync ended"),
        START("a start of the server", "The server was started again");

        private final String noun;
        private final String happened;

        Kind(String noun, String happened) {
            this.noun = noun;
            this.happened = happened;
        }

        String noun() {
            return noun;
        }

        /// The beginning of a sentence.
        String happened() {
            return happened;
        }
    }
}
