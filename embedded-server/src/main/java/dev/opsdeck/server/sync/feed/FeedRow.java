package dev.opsdeck.server.sync.feed;

import dev.opsdeck.api.products.ProductDraft;
import dev.opsdeck.api.sync.RowIssue;
import java.util.List;

/// What became of a row of a feed.
public sealed interface FeedRow {

    /// A product.
    ///
    /// @param issues what was repaired or dropped in it, or is worth a look
    record Taken(long line, ProductDraft product, List<RowIssue> issues) implements FeedRow {

        public Taken {
            issues = List.copyOf(issues);
        }
    }

    /// None, and why.
    record Refused(RowIssue issue) implements FeedRow {}
}
