package dev.opsdeck.server.sync.feed;

import dev.opsdeck.api.sync.FeedFormat;
import java.io.IOException;
import java.io.Reader;

/// Any XML whose root's children are the products, by the source's own mapping of fields to elements, or to the row's
/// attributes as `@name`.
final class MappedXml implements FeedReader {

    @Override
    public FeedFormat format() {
        return FeedFormat.MAPPED_XML;
    }

    @Override
    public boolean recognises(FeedHead head) {
        return head.isXml() && head.mapped();
    }

    @Override
    public FieldNames names() {
        return FieldNames.none();
    }

    @Override
    public Rows open(Reader text, FeedHead head, FieldNames names, FeedLimits limits) throws IOException {
        return new XmlRows(text, (depth, name) -> depth == 2, names.all(), limits);
    }
}
