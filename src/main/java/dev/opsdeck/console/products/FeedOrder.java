package dev.opsdeck.console.products;

import dev.opsdeck.api.sync.SourceDraft;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// What the sync dialog asks the server for: a source, and what must happen before it can be run.
sealed interface FeedOrder {

    /// The source's name.
    String source();

    /// The feed that comes with the console, sent to the server.
    record Sample(SourceDraft draft) implements FeedOrder {
        @Override
        public String source() {
            return draft.name();
        }
    }

    /// A file of this computer, sent to the server.
    record File(SourceDraft draft, Path path) implements FeedOrder {
        @Override
        public String source() {
            return draft.name();
        }
    }

    /// A feed that the server fetches, or has in its folder. The draft is null when the source is saved as it is.
    record Saved(String source, @Nullable SourceDraft draft) implements FeedOrder {}
}
