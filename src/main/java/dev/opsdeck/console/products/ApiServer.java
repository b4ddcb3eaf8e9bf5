package dev.opsdeck.console.products;

import dev.opsdeck.api.Page;
import dev.opsdeck.api.products.PricePoint;
import dev.opsdeck.api.products.Product;
import dev.opsdeck.api.products.ProductDetail;
import dev.opsdeck.api.products.TopProduct;
import dev.opsdeck.api.sync.RollbackPlan;
import dev.opsdeck.api.sync.Source;
import dev.opsdeck.api.sync.SourceDraft;
import dev.opsdeck.api.sync.SyncChanges;
import dev.opsdeck.api.sync.SyncReport;
import dev.opsdeck.api.sync.SyncRequest;
import dev.opsdeck.api.sync.SyncRun;
import dev.opsdeck.console.connection.ApiClient;
import dev.opsdeck.console.connection.ProductQuery;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.DoubleConsumer;
import org.jspecify.annotations.Nullable;

/// [Catalogue] and [Feeds] of the server behind a client.
record ApiServer(ApiClient api) implements Catalogue, Feeds {

    @Override
    public Page<Product> page(ProductQuery query) {
        return api.products(query);
    }

    @Override
    public ProductDetail detail(long id) {
        return api.product(id);
    }

    @Override
    public Page<PricePoint> prices(long id) {
        return api.prices(id);
    }

    @Override
    public Page<TopProduct> top(int limit) {
        return api.top(limit);
    }

    @Override
    public Page<Source> sources() {
        return api.syncs().sources();
    }

    @Override
    public Product change(long id, Map<String, @Nullable Object> fields) {
        return api.changeProduct(id, fields);
    }

    @Override
    public void archive(long id) {
        api.archiveProduct(id);
    }

    @Override
    public Source saveSource(SourceDraft draft) {
        return api.syncs().saveSource(draft);
    }

    @Override
    public void deleteSource(String name) {
        api.syncs().deleteSource(name);
    }

    @Override
    public void upload(String source, Path file, DoubleConsumer progress) {
        api.syncs().uploadFeed(source, file, progress);
    }

    @Override
    public void upload(String source, byte[] content) {
        api.syncs().uploadFeed(source, content);
    }

    @Override
    public SyncRun start(SyncRequest request) {
        return api.syncs().start(request);
    }

    @Override
    public SyncReport report(long run, int limit, int offset) {
        return api.syncs().report(run, limit, offset);
    }

    @Override
    public SyncRun cancel(long run) {
        return api.syncs().cancel(run);
    }

    @Override
    public SyncChanges changes(long run, int limit) {
        return api.syncs().changes(run, limit);
    }

    @Override
    public RollbackPlan rollbackPlan(String source) {
        return api.syncs().rollbackPlan(source);
    }

    @Override
    public SyncRun rollBack(String source) {
        return api.syncs().rollBack(source);
    }

    @Override
    public byte[] issuesCsv(long run) {
        return api.syncs().issuesCsv(run);
    }
}
