package dev.opsdeck.server.sync.feed;

import dev.opsdeck.api.products.ProductDraft;
import dev.opsdeck.api.sync.FeedFormat;
import dev.opsdeck.api.sync.RowIssue;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// All that a feed gives, for tests.
record Reading(FeedFormat format, List<ProductDraft> products, List<RowIssue> issues) {

    static Reading of(String text) throws IOException {
        return of(text.getBytes(StandardCharsets.UTF_8), Map.of(), null);
    }

    static Reading of(byte[] bytes, Map<String, String> mapping, @Nullable String currency) throws IOException {
        return of(new ByteArrayInputStream(bytes), new FeedSettings("net", null, mapping, currency, null));
    }

    static Reading of(InputStream bytes, FeedSettings settings) throws IOException {
        List<ProductDraft> products = new ArrayList<>();
        List<RowIssue> issues = new ArrayList<>();
        FeedLimits limits = FeedLimits.STANDARD;
        try (Feed feed = Feed.open(FeedInput.of(bytes, -1, limits), settings, limits)) {
            for (FeedRow row = feed.next(); row != null; row = feed.next()) {
                switch (row) {
                    case FeedRow.Taken taken -> {
                        products.add(taken.product());
                        issues.addAll(taken.issues());
                    }
                    case FeedRow.Refused refused -> issues.add(refused.issue());
                }
            }
            for (RowIssue remark = feed.remark(); remark != null; remark = feed.remark()) {
                issues.add(remark);
            }
            return new Reading(feed.format(), products, issues);
        }
    }
}
