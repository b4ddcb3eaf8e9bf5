package dev.opsdeck.server.sync.feed;

import dev.opsdeck.api.sync.FeedFormat;
import java.io.IOException;
import java.io.Reader;
import java.util.Set;

/// Google Merchant as RSS 2.0 (`item`) or Atom (`entry`).
final class GoogleXml implements FeedReader {

    private static final Set<String> ITEMS = Set.of("item", "entry");

    @Override
    public FeedFormat format() {
        return FeedFormat.GOOGLE_XML;
    }

    @Override
    public boolean recognises(FeedHead head) {
        return head.isGoogleXml();
    }

    @Override
    public FieldNames names() {
        return GoogleTable.GOOGLE_NAMES;
    }

    @Override
    public Rows open(Reader text, FeedHead head, FieldNames names, FeedLimits limits) throws IOException {
        return new XmlRows(text, (depth, name) -> depth > 1 && ITEMS.contains(name), names.all(), limits);
    }
}
