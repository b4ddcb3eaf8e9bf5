package dev.opsdeck.server.sync;

import dev.opsdeck.api.InvalidField;
import dev.opsdeck.api.Page;
import dev.opsdeck.api.live.LogEntry;
import dev.opsdeck.api.sync.RollbackPlan;
import dev.opsdeck.api.sync.Source;
import dev.opsdeck.api.sync.SourceDraft;
import dev.opsdeck.api.sync.SyncRun;
import dev.opsdeck.api.sync.SyncState;
import dev.opsdeck.server.audit.ActionLog;
import dev.opsdeck.server.http.ApiException;
import dev.opsdeck.server.sync.feed.FeedSettings;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The feed sources: saved, shown without their secrets, deleted, given a file. Thread-safe.
final class SourceBook {

    private static final int LONGEST_COLUMN = 128;

    private final SourceRepository sources;
    private final SourceViews views;
    private final SyncRuns runs;
    private final FeedFolder folder;
    private final ActionLog actions;
    private final Catalogue catalogue;
    private final InstantSource clock;

    /// @param catalogue told when the products of a deleted source are archived
    SourceBook(
            SourceRepository sources,
            SourceViews views,
            SyncRuns runs,
            FeedFolder folder,
            ActionLog actions,
            Catalogue catalogue,
            InstantSource clock) {
        this.sources = sources;
        this.views = views;
        this.runs = runs;
        this.folder = folder;
        this.actions = actions;
        this.catalogue = catalogue;
        this.clock = clock;
    }

    Page<Source> list() {
        return Page.whole(sources.all().stream().map(views::of).toList());
    }

    /// The source with its secrets.
    ///
    /// @param name null for the only one
    SourceDraft find(@Nullable String name) {
        if (name != null) {
            SourceDraft found = sources.find(name);
            if (found == null) {
                throw ApiException.notFound("There is no source '" + shortened(name) + "'.");
            }
            return found;
        }
        List<SourceDraft> all = sources.all();
        if (all.size() != 1) {
            throw ApiException.badRequest(
                    "source",
                    all.isEmpty()
                            ? "There is no source yet: add one first."
                            : "There are " + all.size() + " sources: say which one.");
        }
        return all.getFirst();
    }

    /// Adds a source.
    Source add(SourceDraft draft, String actor) {
        if (sources.find(draft.name()) != null) {
            throw ApiException.conflict(
                    "There is a source '" + draft.name() + "' already: change it, or choose another name.");
        }
        return save(draft, actor);
    }

    /// Adds or replaces. An address that is sent back as it was shown, with its secrets masked, stays as it is stored.
    Source save(SourceDraft draft, String actor) {
        SourceDraft known = sources.find(draft.name());
        boolean asShown = known != null && draft.url().equals(FeedAddress.masked(known.url()));
        String zone = draft.schedule() != null && draft.scheduleZone() == null
                ? views.zone().getId()
                : draft.scheduleZone();
        SourceDraft stored = with(draft, asShown && known != null ? known.url() : draft.url(), zone);
        check(stored);
        sources.save(stored, RunEnd.now(clock));
        actions.log(
                LogEntry.Kind.SOURCE,
                (known == null ? "Added" : "Changed") + " the source '" + stored.name() + "'.",
                actor);
        return views.of(stored);
    }

    /// Deletes a source and its uploaded file; its products are archived.
    void delete(String name, String actor) {
        SyncRun last = runs.latest(name);
        if (last != null && last.state() == SyncState.RUNNING) {
            throw ApiException.conflict("A sync of '" + name + "' is under way: wait for it or cancel it.");
        }
        SourceDraft source = find(name);
        sources.delete(name, RunEnd.now(clock), catalogue.renewal());
        if (source.url().equals(FeedFolder.SCHEME + name)) {
            try {
                folder.remove(name);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        catalogue.changed().run();
        actions.log(LogEntry.Kind.SOURCE, "Deleted the source '" + name + "'; its products are archived.", actor);
    }

    /// Takes a file for a source, which reads it from then on.
    Source upload(String name, InputStream content, String actor) {
        SourceDraft source = find(name);
        try {
            folder.store(name, content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        SourceDraft changed = with(source, FeedFolder.SCHEME + name, source.scheduleZone());
        sources.save(changed, RunEnd.now(clock));
        actions.log(LogEntry.Kind.SOURCE, "Took a file for the source '" + name + "'.", actor);
        return views.of(changed);
    }

    /// What a source must hold beyond the checks of its record.
    static void check(SourceDraft draft) {
        FeedAddress.check(draft.url());
        Map<String, String> mapping = mapping(draft);
        mapping.values().forEach(column -> {
            if (column.isBlank() || column.length() > LONGEST_COLUMN) {
                throw new InvalidField(
                        "mapping", "A column in the mapping must have 1 to " + LONGEST_COLUMN + " characters.");
            }
        });
        FeedSettings.checkMapping(mapping);
        ZoneId zone = draft.scheduleZone() == null ? ZoneOffset.UTC : CronSchedule.zone(draft.scheduleZone());
        if (draft.schedule() != null) {
            CronSchedule.of(draft.schedule(), zone);
        }
    }

    /// What taking back the last generation of a source would do.
    RollbackPlan rollbackPlan(String name) {
        return runs.rollbackPlan(find(name).name());
    }

    /// Takes back the last generation of a source.
    SyncRun rollBack(String name, String actor) {
        return runs.rollBack(find(name).name(), actor);
    }

    private static Map<String, String> mapping(SourceDraft source) {
        return source.mapping() == null ? Map.of() : source.mapping();
    }

    private static SourceDraft with(SourceDraft source, String url, @Nullable String zone) {
        return new SourceDraft(
                source.name(),
                source.network(),
                url,
                source.format(),
                source.mapping(),
                source.defaultCurrency(),
                source.defaultCommission(),
                source.schedule(),
                source.maxArchiveShare(),
                zone,
                source.maxPriceJump(),
                source.maxJumpShare());
    }

    private static String shortened(String text) {
        return text.length() > 64 ? text.substring(0, 64) : text;
    }
}
