package dev.opsdeck.server.sync.feed;

import dev.opsdeck.api.sync.FeedFormat;
import dev.opsdeck.api.sync.RowIssue;
import java.io.BufferedReader;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/// An open feed: rows one after the other, as products or reasons. Used and closed by the thread of one run;
/// memory does not grow with the feed.
public final class Feed implements AutoCloseable {

    private final FeedInput input;
    private final FeedReader format;
    private final Rows rows;
    private final RowMapper mapper;
    private final Queue<RowIssue> remarks = new ArrayDeque<>();

    private Feed(FeedInput input, FeedSettings settings, FeedLimits limits) throws IOException {
        this.input = input;
        FeedText text = new FeedText(input.bytes(), this::remark);
        BufferedReader reader = new BufferedReader(text, 2 * FeedHead.LENGTH);
        FeedHead head = FeedHead.peek(reader, !settings.mapping().isEmpty());
        this.format = chosen(settings.format(), head);
        FieldNames names = format.names().mapped(settings.mapping());
        this.rows = format.open(reader, head, names, limits);
        this.mapper = new RowMapper(names, settings);
    }

    /// Recognises the format and reads up to the first row. Takes over the input: it is closed with the feed, or
    /// at once if this throws.
    ///
    /// @throws FeedFailure if it is no feed that can be read
    public static Feed open(FeedInput input, FeedSettings settings, FeedLimits limits) throws IOException {
        try {
            return new Feed(input, settings, limits);
        } catch (IOException | RuntimeException e) {
            input.close();
            throw e;
        }
    }

    public FeedFormat format() {
        return format.format();
    }

    /// The next row, or null at the end.
    ///
    /// @throws FeedFailure if the feed breaks here: what was read before is no whole feed
    public @Nullable FeedRow next() throws IOException {
        RawRow raw = rows.next();
        if (raw == null) {
            input.checkNothingFollows();
            return null;
        }
        return mapper.map(raw);
    }

    /// The next remark on the feed as a whole (not on a row), or null if there is none yet.
    public @Nullable RowIssue remark() {
        return remarks.poll();
    }

    @Override
    public void close() throws IOException {
        input.close();
    }

    private void remark(String sentence) {
        remarks.add(new RowIssue(RowIssue.Kind.WARNING, 1, null, null, null, sentence));
    }

    private static FeedReader chosen(@Nullable FeedFormat format, FeedHead head) throws FeedFailure {
        for (FeedReader reader : FeedReader.ALL) {
            if (format == null ? reader.recognises(head) : reader.format() == format) {
                return reader;
            }
        }
        if (head.isWebPage()) {
            throw new FeedFailure("This is a web page, not a feed: check the address and whether it wants a login.");
        }
        if (head.isJson()) {
            throw new FeedFailure(
                    "This is JSON: give the source a mapping of id, title, url and price to the feed's own"
                            + " fields, and have one product on each line.");
        }
        throw new FeedFailure(
                "The format is not known: it is neither Google Merchant nor Awin, CJ, Rakuten or ShareASale. Give the"
                        + " source a mapping of id, title, url and price to the feed's own columns.");
    }
}
