package dev.opsdeck.console.products;

import dev.opsdeck.api.sync.FeedFormat;
import dev.opsdeck.api.sync.RowIssue;
import dev.opsdeck.api.sync.SyncCounts;
import dev.opsdeck.api.sync.SyncRun;
import dev.opsdeck.console.ui.Formats;
import dev.opsdeck.console.ui.State;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What is said of a sync run. Pure functions, any thread.
final class SyncWords {

    private SyncWords() {}

    static State state(SyncRun run) {
        return switch (run.state()) {
            case RUNNING, CANCELLED -> State.UNKNOWN;
            case DONE, REHEARSED -> run.counts().rejected() > 0 ? State.WARNING : State.OK;
            case NEEDS_APPROVAL -> State.WARNING;
            case FAILED -> State.CRITICAL;
        };
    }

    /// A few words.
    static String title(SyncRun run) {
        return switch (run.state()) {
            case RUNNING -> "Reading " + run.source();
            case DONE -> run.counts().rejected() > 0 ? "Synced, with rejected rows" : "Synced";
            case REHEARSED -> "Rehearsed: nothing was written";
            case NEEDS_APPROVAL -> "Approval needed: nothing was written";
            case FAILED -> "Failed: the catalogue is as before";
            case CANCELLED -> "Cancelled: the catalogue is as before";
        };
    }

    /// What came of it, with its numbers.
    static String sentence(SyncRun run) {
        SyncCounts counts = run.counts();
        return switch (run.state()) {
            case RUNNING -> Formats.count(counts.read()) + " rows read";
            case DONE -> changes(counts, "added", "changed", "archived");
            case REHEARSED -> changes(counts, "would be added", "would change", "would be archived");
            case NEEDS_APPROVAL ->
                (run.reason() == null
                                ? Formats.count(counts.archived()) + " products are no longer in the feed."
                                : run.reason())
                        + " Archived products leave every list of active products; their history stays.";
            case FAILED, CANCELLED -> run.reason() == null ? "Nothing was written." : run.reason();
        };
    }

    /// One line for the corner of the window and the status bar.
    static String line(SyncRun run) {
        return title(run) + ". " + sentence(run);
    }

    private static String changes(SyncCounts counts, String added, String changed, String archived) {
        if (counts.added() + counts.changed() + counts.archived() == 0) {
            return "The catalogue already had all " + Formats.count(counts.unchanged()) + " products as they are.";
        }
        List<String> parts = new ArrayList<>();
        if (counts.added() > 0) {
            parts.add(Formats.count(counts.added()) + " " + added);
        }
        if (counts.changed() > 0) {
            parts.add(Formats.count(counts.changed()) + " " + changed);
        }
        if (counts.archived() > 0) {
            parts.add(Formats.count(counts.archived()) + " " + archived);
        }
        return String.join(", ", parts) + "; " + Formats.count(counts.unchanged()) + " unchanged.";
    }

    static String kind(RowIssue.Kind kind) {
        return switch (kind) {
            case REJECTED -> "rejected";
            case REPEATED -> "repeated";
            case WARNING -> "repaired";
            case NOTE -> "noted";
        };
    }

    static State state(RowIssue.Kind kind) {
        return switch (kind) {
            case REJECTED -> State.CRITICAL;
            case REPEATED, NOTE -> State.UNKNOWN;
            case WARNING -> State.WARNING;
        };
    }

    static String format(@Nullable FeedFormat format) {
        return switch (format) {
            case null -> "format detected from the content";
            case GOOGLE_XML -> "Google Merchant XML";
            case GOOGLE_TABLE -> "Google Merchant table";
            case AWIN_PUBLISHER -> "Awin publisher CSV";
            case MAPPED_TABLE -> "table with its own columns";
            case MAPPED_XML -> "XML with its own elements";
        };
    }
}
