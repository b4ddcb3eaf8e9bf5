package dev.opsdeck.server.sync;

import dev.opsdeck.api.products.ProductDraft;
import dev.opsdeck.api.sync.RowIssue;
import dev.opsdeck.api.sync.SyncCounts;
import dev.opsdeck.server.sync.feed.FeedRow;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Gathers rows and issues of a run and writes them some thousands at a time; finds the repeated ids, of which
/// the first row counts. Holds one batch in memory. One thread.
final class StagedBatch {

    /// Kept issues of a run.
    static final int MOST_ISSUES = 10_000;

    /// Every batch is a transaction, and every transaction of H2 writes all pages that it touched: the larger the
    /// fewer.
    private static final int SIZE = 4_000;

    /// Characters of a batch of long texts.
    private static final int MOST_CHARS = 4_000_000;

    private final long run;
    private final String network;
    private final SyncRepository runs;
    private final StagingRepository staging;
    private final Map<String, FeedRow.Taken> rows = new LinkedHashMap<>();
    private final List<RowIssue> issues = new ArrayList<>();
    private long read;
    private long rejected;
    private long repeated;
    private long warnings;
    private int stored;
    private int chars;

    StagedBatch(long run, String network, SyncRepository runs, StagingRepository staging) {
        this.run = run;
        this.network = network;
        this.runs = runs;
        this.staging = staging;
    }

    void take(FeedRow.Taken row) {
        read++;
        if (rows.containsKey(row.product().externalId())) {
            repeat(row);
        } else {
            rows.put(row.product().externalId(), row);
            chars += chars(row.product());
        }
        flushIfFull();
    }

    void refuse(RowIssue issue) {
        read++;
        rejected++;
        issues.add(issue);
        flushIfFull();
    }

    /// A remark on the feed as a whole.
    void remark(RowIssue issue) {
        warnings++;
        issues.add(issue);
    }

    SyncCounts counts() {
        return new SyncCounts(read, 0, 0, 0, 0, rejected, repeated, warnings);
    }

    void flush() {
        List<ProductDraft> products =
                rows.values().stream().map(FeedRow.Taken::product).toList();
        Set<String> known = staging.add(run, network, products);
        for (FeedRow.Taken row : rows.values()) {
            if (known.contains(row.product().externalId())) {
                repeat(row);
            } else {
                warnings += row.issues().stream()
                        .filter(issue -> issue.kind() == RowIssue.Kind.WARNING)
                        .count();
                issues.addAll(row.issues());
            }
        }
        rows.clear();
        chars = 0;
        issues.sort(Comparator.comparingLong(RowIssue::line));
        List<RowIssue> kept = issues.subList(0, Math.min(issues.size(), MOST_ISSUES - stored));
        runs.addIssues(run, stored, kept);
        stored += kept.size();
        issues.clear();
    }

    private void flushIfFull() {
        if (rows.size() >= SIZE || issues.size() >= SIZE || chars >= MOST_CHARS) {
            flush();
        }
    }

    private static int chars(ProductDraft product) {
        String description = product.description();
        return product.title().length() + product.url().length() + (description == null ? 0 : description.length());
    }

    private void repeat(FeedRow.Taken row) {
        repeated++;
        issues.add(new RowIssue(
                RowIssue.Kind.REPEATED,
                row.line(),
                row.product().externalId(),
                "id",
                row.product().externalId(),
                "The id stood in the feed before: the first row counts."));
    }
}
