package dev.opsdeck.console.connection;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.opsdeck.api.Page;
import dev.opsdeck.api.alerts.Observations;
import dev.opsdeck.api.audits.Audit;
import dev.opsdeck.api.audits.AuditDetail;
import dev.opsdeck.api.audits.AuditFormat;
import dev.opsdeck.api.audits.AuditKind;
import dev.opsdeck.api.audits.AuditOrder;
import dev.opsdeck.api.audits.AuditSignature;
import dev.opsdeck.api.audits.AuditTick;
import dev.opsdeck.api.caches.CacheFigures;
import dev.opsdeck.api.caches.Flush;
import dev.opsdeck.api.caches.FlushReport;
import dev.opsdeck.api.caches.FlushRequest;
import dev.opsdeck.api.caches.FlushResult;
import dev.opsdeck.api.health.Health;
import dev.opsdeck.api.health.Instance;
import dev.opsdeck.api.insights.InsightReport;
import dev.opsdeck.api.live.LogEntry;
import dev.opsdeck.api.loadruns.LoadComparison;
import dev.opsdeck.api.loadruns.LoadReport;
import dev.opsdeck.api.loadruns.LoadRequest;
import dev.opsdeck.api.loadruns.LoadRun;
import dev.opsdeck.api.metrics.History;
import dev.opsdeck.api.metrics.Metric;
import dev.opsdeck.api.products.PricePoint;
import dev.opsdeck.api.products.Product;
import dev.opsdeck.api.products.ProductDetail;
import dev.opsdeck.api.products.ProductSort;
import dev.opsdeck.api.products.ProductStatus;
import dev.opsdeck.api.products.TopProduct;
import dev.opsdeck.api.requests.QueryReport;
import dev.opsdeck.api.requests.RequestEntry;
import dev.opsdeck.api.requests.RequestKind;
import dev.opsdeck.api.requests.RequestLogChange;
import dev.opsdeck.api.requests.RequestLogSettings;
import dev.opsdeck.api.sync.RollbackPlan;
import dev.opsdeck.api.sync.Source;
import dev.opsdeck.api.sync.SourceDraft;
import dev.opsdeck.api.sync.SyncChanges;
import dev.opsdeck.api.sync.SyncReport;
import dev.opsdeck.api.sync.SyncRequest;
import dev.opsdeck.api.sync.SyncRun;
import dev.opsdeck.api.traces.Trace;
import dev.opsdeck.api.traces.TraceSummary;
import dev.opsdeck.api.traces.TracingStatus;
import dev.opsdeck.console.connection.Failure.Offline;
import dev.opsdeck.console.connection.Failure.Reason;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.function.DoubleConsumer;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/// The calls of the contract to one server. Every method blocks and throws [ApiFailure]; call them on
/// [dev.opsdeck.console.task.BackgroundTasks] only. Nothing to close: sockets belong to the HTTP client it is given.
public final class ApiClient {

    private final Http http;
    private final AlertApi alerts;
    private final ProfileApi profiles;
    private final CapacityApi capacity;

    ApiClient(Http http) {
        this.http = http;
        this.alerts = new AlertApi(http);
        this.profiles = new ProfileApi(http);
        this.capacity = new CapacityApi(http);
    }

    /// The calls about alerts, their rules and where they are told.
    public AlertApi alerts() {
        return alerts;
    }

    /// The calls about profiles.
    public ProfileApi profiles() {
        return profiles;
    }

    /// The calls about capacity.
    public CapacityApi capacity() {
        return capacity;
    }

    /// `GET /health`; refuses a server of another contract.
    public Health health() {
        Health health = http.get(http.path("health"), new TypeReference<>() {});
        if (health.contract() <= 0) {
            throw new ApiFailure(new Offline(
                    Reason.FOREIGN, http.endpoint().server(), http.endpoint().address() + " does not say its version"));
        }
        if (health.contract() != Health.CONTRACT) {
            throw new ApiFailure(new Offline(
                    Reason.VERSION,
                    http.endpoint().server(),
                    "it is version " + health.version() + " with contract " + health.contract()
                            + ", this console needs " + Health.CONTRACT));
        }
        return health;
    }

    /// `GET /ops/instances`.
    public Page<Instance> instances() {
        return http.get(http.path("ops/instances"), new TypeReference<>() {});
    }

    /// `GET /products`.
    public Page<Product> products(ProductQuery query) {
        var url = http.path("products")
                .with("sort", http.name(ProductSort.class, query.sort()))
                .with("limit", query.limit())
                .with("q", query.text().isBlank() ? null : query.text())
                .with("status", query.status() == null ? null : http.name(ProductStatus.class, query.status()))
                .with("network", query.network())
                .with("after", query.after())
                .with("offset", query.after() == null && query.offset() > 0 ? query.offset() : null);
        return http.get(url, new TypeReference<>() {});
    }

    /// `GET /products/{id}`.
    public ProductDetail product(long id) {
        return http.get(http.path("products/" + id), new TypeReference<>() {});
    }

    /// `GET /products/{id}/prices`, oldest first.
    public Page<PricePoint> prices(long id) {
        return http.get(http.path("products/" + id + "/prices"), new TypeReference<>() {});
    }

    /// `GET /products/top`.
    public Page<TopProduct> top(int limit) {
        return http.get(http.path("products/top").with("limit", limit), new TypeReference<>() {});
    }

    /// `PATCH /products/{id}`: only the fields named.
    public Product changeProduct(long id, Map<String, @Nullable Object> fields) {
        return http.send("PATCH", http.path("products/" + id), fields, new TypeReference<>() {});
    }

    /// `DELETE /products/{id}`: archived, kept for its history.
    public void archiveProduct(long id) {
        http.delete(http.path("products/" + id));
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
    public SyncChanges syncChanges(long id, int limit) {
        return http.get(http.path("products/sync/" + id + "/changes").with("limit", limit), new TypeReference<>() {});
    }

    /// `GET /products/sync`, newest first.
    public Page<SyncRun> syncRuns(int limit) {
        return http.get(http.path("products/sync").with("limit", limit), new TypeReference<>() {});
    }

    /// `GET /products/sync/{id}`.
    public SyncReport syncReport(long id, int limit, int offset) {
        var url = http.path("products/sync/" + id).with("limit", limit).with("offset", offset);
        return http.get(url, new TypeReference<>() {});
    }

    /// `GET /products/sync/{id}/issues.csv`: all kept issues.
    public byte[] syncIssuesCsv(long id) {
        return http.bytes(http.path("products/sync/" + id + "/issues.csv"));
    }

    /// `POST /products/sync`.
    public SyncRun startSync(SyncRequest request) {
        return http.send("POST", http.path("products/sync"), request, new TypeReference<>() {});
    }

    /// `DELETE /products/sync/{id}`.
    public SyncRun cancelSync(long id) {
        return http.send("DELETE", http.path("products/sync/" + id), null, new TypeReference<>() {});
    }

    /// `GET /ops/caches`.
    public Page<CacheFigures> caches() {
        return http.get(http.path("ops/caches"), new TypeReference<>() {});
    }

    /// `POST /ops/cache/flush`.
    ///
    /// @param cache its name, or null for all
    public FlushResult flush(@Nullable String cache) {
        return http.send("POST", http.path("ops/cache/flush"), new FlushRequest(cache), new TypeReference<>() {});
    }

    /// `GET /ops/flushes`, newest first.
    public Page<Flush> flushes(int limit) {
        return http.get(http.path("ops/flushes").with("limit", limit), new TypeReference<>() {});
    }

    /// `GET /ops/flushes/{id}`.
    public FlushReport flushReport(long id) {
        return http.get(http.path("ops/flushes/" + id), new TypeReference<>() {});
    }

    /// `GET /ops/history`.
    ///
    /// @param metrics at most 13
    /// @param points  1 to 2000
    public History history(Collection<Metric> metrics, Instant from, Instant to, int points) {
        var url = http.path("ops/history").with("from", from).with("to", to).with("points", points);
        metrics.forEach(metric -> url.with("metric", metric.key()));
        return http.get(url, new TypeReference<>() {});
    }

    /// `GET /ops/log`: the newest 500 of the stretch, newest first.
    public Page<LogEntry> log(Instant from, Instant to) {
        var url = http.path("ops/log").with("from", from).with("to", to).with("limit", 500);
        return http.get(url, new TypeReference<>() {});
    }

    /// `POST /ops/load-runs`.
    public LoadRun startLoadRun(LoadRequest request) {
        return http.send("POST", http.path("ops/load-runs"), request, new TypeReference<>() {});
    }

    /// `POST /ops/load-runs` of another server than this one, which gets that one's token and certificate for it.
    public LoadRun startLoadRun(Remote target, LoadRequest request) {
        return startLoadRun(new LoadRequest(
                request.profile(),
                target.runTarget(),
                target.api().http.endpoint().token(),
                request.ratePerSecond(),
                request.users(),
                request.durationSeconds(),
                request.thinkMillis(),
                request.rampUpSeconds(),
                request.scenario(),
                target.certificate()));
    }

    /// `GET /ops/load-runs`, newest first.
    ///
    /// @param target only runs of that server, in the spelling of [Remote#runTarget]; null: all
    public Page<LoadRun> loadRuns(@Nullable String target, int limit) {
        return http.get(
                http.path("ops/load-runs").with("target", target).with("limit", limit), new TypeReference<>() {});
    }

    /// `GET /ops/load-runs/{id}`.
    public LoadReport loadRun(long id) {
        return http.get(http.path("ops/load-runs/" + id), new TypeReference<>() {});
    }

    /// `DELETE /ops/load-runs/{id}`: stops it; its figures are those until then.
    public LoadRun stopLoadRun(long id) {
        return http.send("DELETE", http.path("ops/load-runs/" + id), null, new TypeReference<>() {});
    }

    /// `GET /ops/load-runs/compare`.
    ///
    /// @param baseline number of the run that the other is measured by
    public LoadComparison compareLoadRuns(long baseline, long run) {
        return http.get(
                http.path("ops/load-runs/compare").with("a", baseline).with("b", run), new TypeReference<>() {});
    }

    /// `PUT` or `DELETE /ops/load-runs/{id}/baseline`.
    public LoadRun markLoadRun(long id, boolean baseline) {
        return http.send(
                baseline ? "PUT" : "DELETE",
                http.path("ops/load-runs/" + id + "/baseline"),
                baseline ? Map.of() : null,
                new TypeReference<>() {});
    }

    /// `GET /ops/load-runs/{id}/report`: one HTML file.
    ///
    /// @param baseline number of the run that it is compared with, or null
    public byte[] loadRunPage(long id, @Nullable Long baseline) {
        var url = http.path("ops/load-runs/" + id + "/report");
        return http.bytes(baseline == null ? url : url.with("baseline", baseline));
    }

    /// `GET /ops/requests`, newest first.
    ///
    /// @param route a part of the route; empty: any
    /// @param after the `next` of the page before, or null
    public Page<RequestEntry> requests(RequestKind kind, String route, @Nullable String after, int limit) {
        var url = http.path("ops/requests")
                .with("kind", http.name(RequestKind.class, kind))
                .with("route", route.isBlank() ? null : route)
                .with("after", after)
                .with("limit", limit);
        return http.get(url, new TypeReference<>() {});
    }

    /// `GET /ops/requests/settings`.
    public RequestLogSettings requestLogSettings() {
        return http.get(http.path("ops/requests/settings"), new TypeReference<>() {});
    }

    /// `PUT /ops/requests/settings`.
    public RequestLogSettings changeSlowThreshold(int millis) {
        var url = http.path("ops/requests/settings");
        return http.send("PUT", url, new RequestLogChange(millis), new TypeReference<>() {});
    }

    /// `GET /ops/queries`: all statements, most time first.
    public QueryReport queries() {
        return http.get(http.path("ops/queries"), new TypeReference<>() {});
    }

    /// `DELETE /ops/queries`: begins to count anew.
    public void resetQueries() {
        http.delete(http.path("ops/queries"));
    }

    /// `POST /ops/alerts/observations`, of the backend in this process only.
    public void observe(Observations seen) {
        http.tell(http.path("ops/alerts/observations"), seen);
    }

    /// `GET /ops/audits`, newest first.
    public Page<Audit> audits(int limit) {
        return http.get(http.path("ops/audits").with("limit", limit), new TypeReference<>() {});
    }

    /// `GET /ops/audits/{id}`.
    public AuditDetail audit(long id) {
        return http.get(http.path("ops/audits/" + id), new TypeReference<>() {});
    }

    /// `GET /ops/audits/{id}` as a file.
    public byte[] auditFile(long id, AuditFormat format) {
        return http.bytes(http.path("ops/audits/" + id).with("format", http.name(AuditFormat.class, format)));
    }

    /// `POST /ops/audits/{kind}`: of the last period that is over. May take long.
    public AuditDetail writeAudit(AuditKind kind) {
        var url = http.path("ops/audits/" + http.name(AuditKind.class, kind));
        return http.sendPatiently("POST", url, new AuditOrder(null, null), new TypeReference<>() {});
    }

    /// `POST /ops/audits/{id}/items`.
    public AuditDetail tickAudit(long id, AuditTick tick) {
        return http.send("POST", http.path("ops/audits/" + id + "/items"), tick, new TypeReference<>() {});
    }

    /// `POST /ops/audits/{id}/signature`.
    public AuditDetail signAudit(long id, AuditSignature signature) {
        return http.send("POST", http.path("ops/audits/" + id + "/signature"), signature, new TypeReference<>() {});
    }

    /// `GET /ops/traces`, the one that ended last first.
    ///
    /// @param route a part of the route; empty: any
    /// @param error whether it failed; null: either
    /// @param after the `next` of the page before, or null
    public Page<TraceSummary> traces(String route, @Nullable Boolean error, @Nullable String after, int limit) {
        var url = http.path("ops/traces")
                .with("route", route.isBlank() ? null : route)
                .with("error", error)
                .with("after", after)
                .with("limit", limit);
        return http.get(url, new TypeReference<>() {});
    }

    /// `GET /ops/traces/{trace}`.
    public Trace trace(String id) {
        return http.get(http.path("ops/traces/" + id), new TypeReference<>() {});
    }

    /// `GET /ops/insights`.
    public InsightReport insights() {
        return http.get(http.path("ops/insights"), new TypeReference<>() {});
    }

    /// `GET /ops/tracing`.
    public TracingStatus tracing() {
        return http.get(http.path("ops/tracing"), new TypeReference<>() {});
    }

    /// Where the server listens, without a slash at the end.
    public String url() {
        return http.endpoint().base().toString().replaceFirst("/+$", "");
    }

    /// What the server is called in sentences.
    String server() {
        return http.endpoint().server();
    }

    /// Host and port.
    String address() {
        return http.endpoint().address();
    }

    /// Opens `GET /ops/live`. The caller closes the response.
    ///
    /// @param lastEventId where to go on, or null
    LiveCall live(@Nullable String lastEventId) {
        return http.live(lastEventId);
    }

    /// An open stream.
    interface LiveCall extends AutoCloseable {
        /// Blocks until the answer's head is there.
        Response open();

        /// Breaks it off, from any thread.
        @Override
        void close();
    }
}
