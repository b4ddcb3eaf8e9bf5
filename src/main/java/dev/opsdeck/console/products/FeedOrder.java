package dev.opsdeck.console.products;

import dev.opsdeck.api.sync.SourceDraft;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.function.DoubleConsumer;
import org.jspecify.annotations.Nullable;

/// What the sync dialog asks the server for: a source, and what must happen before it can be run.
sealed interface FeedOrder {

    /// The source's name.
    String source();

    /// Brings the server what it needs before it can run the order. On a background thread.
    ///
    /// @param sampleFeed reads the feed that comes with the console
    /// @param progress   told the share sent of a file
    void prepare(Feeds server, Callable<byte[]> sampleFeed, DoubleConsumer progress) throws Exception;

    /// The feed that comes with the console, sent to the server.
    record Sample(SourceDraft draft) implements FeedOrder {
        @Override
        public String source() {
            return draft.name();
        }

        @Override
        public void prepare(Feeds server, Callable<byte[]> sampleFeed, DoubleConsumer progress) throws Exception {
            server.saveSource(draft);
            server.upload(source(), sampleFeed.call());
        }
    }

    /// A file of this computer, sent to the server.
    record File(SourceDraft draft, Path path) implements FeedOrder {
        @Override
        public String source() {
            return draft.name();
        }

        @Override
        public void prepare(Feeds server, Callable<byte[]> sampleFeed, DoubleConsumer progress) {
            server.saveSource(draft);
            server.upload(source(), path, progress);
        }
    }

    /// A feed that the server fetches, or has in its folder. The draft is null when the source is saved as it is.
    record Saved(String source, @Nullable SourceDraft draft) implements FeedOrder {
        @Override
        public void prepare(Feeds server, Callable<byte[]> sampleFeed, DoubleConsumer progress) {
            if (draft != null) {
                server.saveSource(draft);
            }
        }
    }
}
