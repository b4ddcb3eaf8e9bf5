package dev.opsdeck.console.connection;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.opsdeck.api.Page;
import dev.opsdeck.api.alerts.Observations;
import dev.opsdeck.api.caches.CacheFigures;
import dev.opsdeck.api.caches.Flush;
import dev.opsdeck.api.caches.FlushReport;
import dev.opsdeck.api.caches.FlushRequest;
import dev.opsdeck.api.caches.FlushResult;
import dev.opsdeck.api.health.Health;
import dev.opsdeck.api.health.Instance;
import dev.opsdeck.api.live.LogEntry;
import dev.opsdeck.api.metrics.History;
import dev.opsdeck.api.metrics.Metric;
import dev.opsdeck.api.products.PricePoint;
import dev.opsdeck.api.products.Product;
import dev.opsdeck.api.products.ProductDetail;
import dev.opsdeck.api.products.ProductSort;
import dev.opsdeck.api.products.ProductStatus;
import dev.opsdeck.api.products.TopProduct;
import dev.opsdeck.console.connection.Failure.Offline;
import dev.opsdeck.console.connection.Failure.Reason;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/// The calls of the contract to one server. Every method blocks and throws [ApiFailure]; call them on
/// [dev.opsdeck.console.task.BackgroundTasks] only. Nothing to close: sockets belong to the HTTP client it is given.
public final class ApiClient {

    private final Http http;
    private final AlertApi alerts;
    private final ProfileApi profiles;
    private final CapacityApi capacity;
    private final LoadRunApi loads;
    private final RequestApi requests;
    private final AuditApi audits;
    private final AnalyticsApi analytics;
    private final SyncApi syncs;

    ApiClient(Http http) {
        this.http = http;
        this.alerts = new AlertApi(http);
        this.profiles = new ProfileApi(http);
        this.capacity = new CapacityApi(http);
        this.loads = new LoadRunApi(http);
        this.requests = new RequestApi(http);
        this.audits = new AuditApi(http);
        this.analytics = new AnalyticsApi(http);
        this.syncs = new SyncApi(http);
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

    /// The calls about load runs.
    public LoadRunApi loads() {
        return loads;
    }

    /// The calls about single requests.
    public RequestApi requests() {
        return requests;
    }

    /// The calls about audits.
    public AuditApi audits() {
        return audits;
    }

    /// The calls about what became of the catalogue.
    public AnalyticsApi analytics() {
        return analytics;
    }

    /// The calls about sources and syncs.
    public SyncApi syncs() {
        return syncs;
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
        return log(from, to, 500);
    }

    /// `GET /ops/log`: the newest of the stretch, newest first.
    ///
    /// @param to   excluded
    /// @param most 1 to 500
    public Page<LogEntry> log(Instant from, Instant to, int most) {
        var url = http.path("ops/log").with("from", from).with("to", to).with("limit", most);
        return http.get(url, new TypeReference<>() {});
    }

    /// `POST /ops/alerts/observations`, of the backend in this process only.
    public void observe(Observations seen) {
        http.tell(http.path("ops/alerts/observations"), seen);
    }

    /// Where the server listens, without a slash at the end.
    public String url() {
        return http.endpoint().base().toString().replaceFirst("/+$", "");
    }

    /// For a server that puts load on this one; null when it has none.
    @Nullable
    String token() {
        return http.endpoint().token();
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
