package dev.opsdeck.server.sync.feed;

import dev.opsdeck.api.sync.FeedFormat;
import java.io.IOException;
import java.io.Reader;
import java.util.List;

/// One format. A new format is one class that implements this and one line in [#ALL]. Stateless.
sealed interface FeedReader
        permits GoogleXml,
                GoogleTable,
                AwinPublisher,
                AwinAdvertiser,
                Cj,
                Rakuten,
                ShareASale,
                MappedTable,
                MappedXml,
                MappedNdjson {

    /// Every format, in the order in which they are tried on an unknown feed.
    List<FeedReader> ALL = List.of(
            new GoogleXml(),
            new AwinPublisher(),
            new AwinAdvertiser(),
            new Cj(),
            new GoogleTable(),
            new Rakuten(),
            new ShareASale(),
            new MappedXml(),
            new MappedNdjson(),
            new MappedTable());

    FeedFormat format();

    /// Whether a feed that begins like this is of this format.
    boolean recognises(FeedHead head);

    /// Where the format has the fields of a product.
    FieldNames names();

    /// Starts to read the rows.
    ///
    /// @param names the format's names with the mapping of the source
    Rows open(Reader text, FeedHead head, FieldNames names, FeedLimits limits) throws IOException;
}
