package dev.opsdeck.server.sync.feed;

import dev.opsdeck.api.sync.FeedFormat;
import java.io.IOException;
import java.io.Reader;
import java.util.List;

/// One JSON object on each line, by the source's own mapping of fields to names; `price.amount` is the name `amount`
/// inside `price`.
final class MappedNdjson implements FeedReader {

    @Override
    public FeedFormat format() {
        return FeedFormat.MAPPED_NDJSON;
    }

    @Override
    public boolean recognises(FeedHead head) {
        return head.text().startsWith("{") && head.mapped();
    }

    @Override
    public FieldNames names() {
        return FieldNames.none();
    }

    @Override
    public Rows open(Reader text, FeedHead head, FieldNames names, FeedLimits limits) throws IOException {
        if (head.text().startsWith("[")) {
            throw new FeedFailure("The feed is one JSON list: only JSON with one product on each line is read.");
        }
        for (Field field : List.of(Field.ID, Field.TITLE, Field.URL, Field.PRICE)) {
            if (names.of(field).isEmpty()) {
                throw new FeedFailure("The mapping of the source does not say where '" + field.key() + "' stands.");
            }
        }
        return new NdjsonRows(text, names.all(), limits);
    }
}
