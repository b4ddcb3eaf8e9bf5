package dev.opsdeck.console.products;

import dev.opsdeck.api.sync.FeedFormat;
import dev.opsdeck.api.sync.RollbackPlan;
import dev.opsdeck.api.sync.RowIssue;
import dev.opsdeck.api.sync.Source;
import dev.opsdeck.api.sync.SyncCounts;
import dev.opsdeck.api.sync.SyncRun;
import dev.opsdeck.console.ui.Formats;
import dev.opsdeck.console.ui.State;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What is said of a sync run. Pure functions, any thread.
final class SyncWords {

    private SyncWords() {}

    static State state(SyncRun run) {
        return switch (run.state()) {
            case RUNNING, CANCELLED -> State.UNKNOWN;
            case ROLLED_BACK -> State.OK;
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
            case ROLLED_BACK -> "Rolled back";
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
                        + (counts.archived() == 0
                                ? ""
                                : " Archived products leave every list of active products; their history stays.");
            case ROLLED_BACK -> run.reason() == null ? "The last sync was taken back." : run.reason();
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
            case AWIN_ADVERTISER -> "Awin advertiser table";
            case CJ -> "CJ table";
            case RAKUTEN -> "Rakuten catalogue";
            case SHAREASALE -> "ShareASale data feed";
            case MAPPED_TABLE -> "table with its own columns";
            case MAPPED_XML -> "XML with its own elements";
            case MAPPED_NDJSON -> "JSON lines with their own names";
        };
    }

    /// As [#format], for a list to choose from.
    static String choice(FeedFormat format) {
        String words = format(format);
        return Character.toUpperCase(words.charAt(0)) + words.substring(1);
    }

    /// When the schedule of a source runs next, or what is wrong with it.
    ///
    /// @param source   as the server has it; null for one that is not saved
    /// @param schedule as it is typed now
    static String nextRun(@Nullable Source source, String schedule, Formats formats, Instant now) {
        if (schedule.isEmpty()) {
            return "";
        }
        if (source == null || !schedule.equals(source.schedule())) {
            return "Minute, hour, day, month, day of the week. Runs once it is saved.";
        }
        if (source.scheduleFault() != null) {
            return source.scheduleFault();
        }
        Instant next = source.nextRun();
        return next == null
                ? ""
                : "Next run " + formats.moment(next, now) + " " + formats.offset(next)
                        + "; the schedule goes by the clock of " + source.scheduleZone();
    }

    /// The question before a rollback.
    static String rollback(String source, RollbackPlan plan, Formats formats, Instant now) {
        List<String> parts = new ArrayList<>();
        if (plan.restored() > 0) {
            parts.add(Formats.count(plan.restored()) + " get their former content");
        }
        if (plan.broughtBack() > 0) {
            parts.add(Formats.count(plan.broughtBack()) + " archived ones return");
        }
        if (plan.archived() > 0) {
            parts.add(Formats.count(plan.archived()) + " added ones are archived");
        }
        String effect = parts.isEmpty() ? "no product changes" : String.join(", ", parts);
        return "Take back the sync of " + source + " of " + formats.moment(plan.publishedAt(), now)
                + "? Of its products "
                + effect + "."
                + (plan.edited() == 0 ? "" : " " + Formats.count(plan.edited()) + " were edited since and stay.");
    }
}
