package dev.opsdeck.server.sync.feed;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// A feed that cannot be read, or not any further. The message is a sentence for the user and names the line
/// where there is one. An [IOException], so that it passes through the parsers unharmed.
public final class FeedFailure extends IOException {

    private static final long serialVersionUID = 1L;

    public FeedFailure(String sentence) {
        super(sentence);
    }

    public FeedFailure(String sentence, @Nullable Throwable cause) {
        super(sentence, cause);
    }

    /// The failure inside what a parser threw, if a stream below it was the one that failed.
    static @Nullable FeedFailure in(Throwable thrown) {
        for (Throwable t = thrown; t != null; t = t.getCause()) {
            if (t instanceof FeedFailure failure) {
                return failure;
            }
        }
        return null;
    }
}
