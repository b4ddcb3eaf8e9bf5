package dev.opsdeck.server.sync.feed;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// The rows of an open feed, in its order. One thread. Holds nothing to close but the text it was given.
interface Rows {

    /// The next row, or null at the end.
    ///
    /// @throws FeedFailure if the feed breaks here
    @Nullable
    RawRow next() throws IOException;
}
