package dev.opsdeck.console.products;

import dev.opsdeck.api.Money;
import dev.opsdeck.api.Page;
import dev.opsdeck.api.Problem;
import dev.opsdeck.api.analytics.ProductDay;
import dev.opsdeck.api.products.PricePoint;
import dev.opsdeck.api.products.Product;
import dev.opsdeck.api.products.ProductDetail;
import dev.opsdeck.api.products.ProductStatus;
import dev.opsdeck.api.products.TopProduct;
import dev.opsdeck.api.sync.RollbackPlan;
import dev.opsdeck.api.sync.RowIssue;
import dev.opsdeck.api.sync.Source;
import dev.opsdeck.api.sync.SourceDraft;
import dev.opsdeck.api.sync.SyncChanges;
import dev.opsdeck.api.sync.SyncCounts;
import dev.opsdeck.api.sync.SyncReport;
import dev.opsdeck.api.sync.SyncRequest;
import dev.opsdeck.api.sync.SyncRun;
import dev.opsdeck.api.sync.SyncState;
import dev.opsdeck.console.connection.ApiFailure;
import dev.opsdeck.console.connection.Failure;
import dev.opsdeck.console.connection.ProductQuery;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.DoubleConsumer;
import org.jspecify.annotations.Nullable;

/// A server in memory: the products and sources it is given, sync runs that the test ends, and the calls it got.
final class FakeServer implements Catalogue, Feeds {

    static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");

    final List<Product> products = new ArrayList<>();
    final List<ProductQuery> queries = new ArrayList<>();
    final List<String> calls = new ArrayList<>();
    final Map<String, Source> sources = new TreeMap<>();
    final List<RowIssue> issues = new ArrayList<>();
    SyncRun run = run(SyncState.RUNNING, SyncCounts.NONE);
    SyncChanges changes = new SyncChanges(List.of(), List.of(), 0);

    @Nullable
    Failure failure;

    void fill(int count) {
        for (int i = 1; i <= count; i++) {
            products.add(SampleProducts.product(i, "Product " + i));
        }
    }

    static SyncRun run(SyncState state, SyncCounts counts) {
        return new SyncRun(7, "sample", state, NOON, state == SyncState.RUNNING ? null : NOON, null, counts, 0.4, null);
    }

    static Failure refused(int status, @Nullable String field, String detail) {
        return new Failure.Rejected("eu-prod", status, new Problem("about:blank", "", status, detail, field));
    }

    @Override
    public Page<Product> page(ProductQuery query) {
        queries.add(query);
        fail();
        List<Product> found = products.stream()
                .filter(product -> product.title().contains(query.text()))
                .filter(product -> query.status() == null || query.status() == product.status())
                .filter(product -> query.network() == null || query.network().equals(product.network()))
                .toList();
        int from = query.after() == null ? query.offset() : Integer.parseInt(query.after());
        int to = Math.min(found.size(), from + query.limit());
        return new Page<>(
                from >= to ? List.of() : found.subList(from, to),
                found.size(),
                to < found.size() ? String.valueOf(to) : null);
    }

    @Override
    public ProductDetail detail(long id) {
        fail();
        ProductDay day = new ProductDay(
                LocalDate.of(2026, 3, 1), 1204, 88, 3, List.of(new Money(new BigDecimal("12.40"), "EUR")));
        return new ProductDetail(byId(id), id % 2 == 0 ? null : day);
    }

    @Override
    public Page<PricePoint> prices(long id) {
        fail();
        Product product = byId(id);
        List<PricePoint> points = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            points.add(new PricePoint(
                    NOON.minus(Duration.ofDays(60 - i * 12L)),
                    product.price().add(BigDecimal.valueOf(i == 2 ? 4 : 0)),
                    null,
                    product.currency()));
        }
        return Page.whole(points);
    }

    @Override
    public Page<TopProduct> top(int limit) {
        fail();
        return Page.whole(products.stream()
                .limit(limit)
                .map(product -> new TopProduct(
                        product.id(),
                        product.title(),
                        product.price(),
                        product.currency(),
                        product.trendScore(),
                        product.profitScore()))
                .toList());
    }

    @Override
    public Page<Source> sources() {
        fail();
        return Page.whole(List.copyOf(sources.values()));
    }

    @Override
    public Product change(long id, Map<String, @Nullable Object> fields) {
        calls.add("change " + id + " " + fields);
        fail();
        Product old = byId(id);
        return replaced(with(
                old,
                (String) fields.getOrDefault("title", old.title()),
                (BigDecimal) fields.getOrDefault("price", old.price()),
                (ProductStatus) fields.getOrDefault("status", old.status())));
    }

    @Override
    public void archive(long id) {
        calls.add("archive " + id);
        fail();
        Product old = byId(id);
        replaced(with(old, old.title(), old.price(), ProductStatus.ARCHIVED));
    }

    private Product byId(long id) {
        return products.stream()
                .filter(product -> product.id() == id)
                .findFirst()
                .orElseThrow();
    }

    private Product replaced(Product product) {
        products.replaceAll(old -> old.id() == product.id() ? product : old);
        return product;
    }

    private static Product with(
            Product old, @Nullable String title, @Nullable BigDecimal price, @Nullable ProductStatus status) {
        return new Product(
                old.id(),
                old.network(),
                old.externalId(),
                java.util.Objects.requireNonNull(title),
                old.description(),
                old.url(),
                old.imageUrl(),
                old.brand(),
                old.category(),
                old.gtin(),
                old.mpn(),
                old.availability(),
                java.util.Objects.requireNonNull(price),
                old.salePrice(),
                old.currency(),
                old.commissionRate(),
                java.util.Objects.requireNonNull(status),
                old.trendScore(),
                old.profitScore(),
                old.createdAt(),
                NOON);
    }

    @Override
    public Source saveSource(SourceDraft draft) {
        calls.add("save " + draft.name() + " " + draft.url());
        fail();
        Source source = new Source(
                draft.name(),
                draft.network(),
                draft.url(),
                draft.format(),
                draft.mapping() == null ? Map.of() : draft.mapping(),
                draft.defaultCurrency(),
                draft.defaultCommission(),
                draft.schedule(),
                new BigDecimal("0.2"),
                draft.schedule() == null ? null : draft.scheduleZone(),
                draft.maxPriceJump(),
                draft.maxJumpShare(),
                draft.schedule() == null ? null : NOON.plus(java.time.Duration.ofHours(17)),
                null,
                957,
                null);
        sources.put(draft.name(), source);
        return source;
    }

    @Override
    public void deleteSource(String name) {
        calls.add("delete " + name);
        fail();
        sources.remove(name);
    }

    @Override
    public void upload(String source, Path file, DoubleConsumer progress) {
        calls.add("upload " + source + " " + file.getFileName());
        fail();
        progress.accept(1);
    }

    @Override
    public void upload(String source, byte[] content) {
        calls.add("upload " + source + " " + content.length + " bytes");
        fail();
    }

    @Override
    public SyncRun start(SyncRequest request) {
        calls.add("start " + request.source() + (request.dryRun() ? " rehearsal" : "")
                + (request.allowArchive() ? " with archiving" : "")
                + (request.allowJumps() ? " and jumps" : ""));
        fail();
        return run;
    }

    @Override
    public SyncReport report(long id, int limit, int offset) {
        fail();
        return new SyncReport(run, issues.stream().limit(limit).toList(), issues.size());
    }

    @Override
    public SyncRun cancel(long id) {
        calls.add("cancel " + id);
        run = run(SyncState.CANCELLED, run.counts());
        return run;
    }

    @Override
    public SyncChanges changes(long id, int limit) {
        fail();
        return changes;
    }

    @Override
    public RollbackPlan rollbackPlan(String source) {
        fail();
        return new RollbackPlan(6, NOON, 1_204, 18, 312, 3);
    }

    @Override
    public SyncRun rollBack(String source) {
        calls.add("roll back " + source);
        fail();
        return run;
    }

    @Override
    public byte[] issuesCsv(long id) {
        return "kind,line\r\n".getBytes(StandardCharsets.UTF_8);
    }

    private void fail() {
        if (failure != null) {
            throw new ApiFailure(failure);
        }
    }
}
