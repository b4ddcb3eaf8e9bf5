package dev.opsdeck.server.sync.feed;

import dev.opsdeck.api.products.ProductDraft;
import dev.opsdeck.api.sync.RowIssue;
import java.util.List;

/// What became of a row of a feed.
public sealed interface FeedRow {

    /// A product.
    ///
    /// @param warnings what was repaired or dropped in it
    record Taken(long line, ProductDraft product, List<RowIssue> warnings) implements FeedRow {

        public Taken {
            warnings = List.copyOf(warnings);
        }
    }

    /// None, and why.
    record Refused(RowIssue issue) implements FeedRow {}
}
