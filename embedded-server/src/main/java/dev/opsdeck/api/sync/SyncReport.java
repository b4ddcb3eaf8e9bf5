package dev.opsdeck.api.sync;

import java.util.List;

/// A run with a page of its issues, in the order of the feed.
///
/// @param totalIssues how many are kept (at most 10,000 a run; the counts of the run are complete)
public record SyncReport(SyncRun run, List<RowIssue> issues, long totalIssues) {

    public SyncReport {
        issues = List.copyOf(issues);
    }
}
