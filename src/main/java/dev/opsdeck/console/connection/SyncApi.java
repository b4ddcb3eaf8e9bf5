package dev.opsdeck.console.connection;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.opsdeck.api.Page;
import dev.opsdeck.api.sync.RollbackPlan;
import dev.opsdeck.api.sync.Source;
import dev.opsdeck.api.sync.SourceDraft;
import dev.opsdeck.api.sync.SyncChanges;
import dev.opsdeck.api.sync.SyncReport;
import dev.opsdeck.api.sync.SyncRequest;
import dev.opsdeck.api.sync.SyncRun;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.DoubleConsumer;

/// The calls of the contract about sources, feeds and syncs. Every method blocks and throws [ApiFailure]; call them on
/// [dev.opsdeck.console.task.BackgroundTasks] only.
public final class SyncApi {

    private final Http http;

    SyncApi(Http http) {
        this.http = http;
    }

    /// `GET /products/sources`.
    public Page<Source> sources() {
        return http.get(http.path("products/sources"), new TypeReference<>() {});
    }

    /// `PUT /products/sources/{name}`: creates or replaces.
    public Source saveSource(SourceDraft draft) {
        return http.send("PUT", http.path("products/sources/" + draft.name()), draft, new TypeReference<>() {});
    }

    /// `DELETE /products/sources/{name}`: its products are archived.
    public void deleteSource(String name) {
        http.delete(http.path("products/sources/" + name));
    }

    /// `PUT /products/sources/{name}/file`.
    ///
    /// @param progress told the share sent, 0 to 1, on the calling thread
    public void uploadFeed(String source, Path file, DoubleConsumer progress) {
        http.upload(http.path("products/sources/" + source + "/file"), new FileBody(file, progress));
    }

    /// As above, of a feed in memory.
    public void uploadFeed(String source, byte[] content) {
        http.upload(http.path("products/sources/" + source + "/file"), Http.octets(content));
    }

    /// `GET /products/sources/{name}/rollback`: what the rollback would do.
    public RollbackPlan rollbackPlan(String source) {
        return http.get(http.path("products/sources/" + source + "/rollback"), new TypeReference<>() {});
    }

    /// `POST /products/sources/{name}/rollback`: takes back its last generation, as a run.
    public SyncRun rollBack(String source) {
        return http.send(
                "POST", http.path("products/sources/" + source + "/rollback"), Map.of(), new TypeReference<>() {});
    }

    /// `GET /products/sync/{id}/changes`.
    ///
    /// @param limit of each kind
    public SyncChanges changes(long id, int limit) {
        return http.get(http.path("products/sync/" + id + "/changes").with("limit", limit), new TypeReference<>() {});
    }

    /// `GET /products/sync`, newest first.
    public Page<SyncRun> runs(int limit) {
        return http.get(http.path("products/sync").with("limit", limit), new TypeReference<>() {});
    }

    /// `GET /products/sync/{id}`.
    public SyncReport report(long id, int limit, int offset) {
        var url = http.path("products/sync/" + id).with("limit", limit).with("offset", offset);
        return http.get(url, new TypeReference<>() {});
    }

    /// `GET /products/sync/{id}/issues.csv`: all kept issues.
    public byte[] issuesCsv(long id) {
        return http.bytes(http.path("products/sync/" + id + "/issues.csv"));
    }

    /// `POST /products/sync`.
    public SyncRun start(SyncRequest request) {
        return http.send("POST", http.path("products/sync"), request, new TypeReference<>() {});
    }

    /// `DELETE /products/sync/{id}`.
    public SyncRun cancel(long id) {
        return http.send("DELETE", http.path("products/sync/" + id), null, new TypeReference<>() {});
    }
}
