package dev.opsdeck.server.sync.feed;

import dev.opsdeck.api.sync.FeedFormat;
import java.io.IOException;
import java.io.Reader;

/// Any table with a header, by the source's own mapping of fields to columns.
final class MappedTable implements FeedReader {

    @Override
    public FeedFormat format() {
        return FeedFormat.MAPPED_TABLE;
    }

    @Override
    public boolean recognises(FeedHead head) {
        return head.header() != null && head.mapped();
    }

    @Override
    public FieldNames names() {
        return FieldNames.none();
    }

    @Override
    public Rows open(Reader text, FeedHead head, FieldNames names, FeedLimits limits) throws IOException {
        return TableRows.open(text, head, names, limits);
    }
}
