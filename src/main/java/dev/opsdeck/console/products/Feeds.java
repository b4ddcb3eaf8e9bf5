package dev.opsdeck.console.products;

import dev.opsdeck.api.Page;
import dev.opsdeck.api.sync.RollbackPlan;
import dev.opsdeck.api.sync.Source;
import dev.opsdeck.api.sync.SourceDraft;
import dev.opsdeck.api.sync.SyncChanges;
import dev.opsdeck.api.sync.SyncReport;
import dev.opsdeck.api.sync.SyncRequest;
import dev.opsdeck.api.sync.SyncRun;
import java.nio.file.Path;
import java.util.function.DoubleConsumer;

/// What the sync dialog needs of one server. Every method blocks and may throw
/// [dev.opsdeck.console.connection.ApiFailure]: called on background threads only.
interface Feeds {

    Page<Source> sources();

    Source saveSource(SourceDraft draft);

    void deleteSource(String name);

    void upload(String source, Path file, DoubleConsumer progress);

    void upload(String source, byte[] content);

    SyncRun start(SyncRequest request);

    SyncReport report(long run, int limit, int offset);

    SyncRun cancel(long run);

    /// What vanished and which prices jump.
    SyncChanges changes(long run, int limit);

    RollbackPlan rollbackPlan(String source);

    SyncRun rollBack(String source);

    /// All kept issues of a run.
    byte[] issuesCsv(long run);
}
