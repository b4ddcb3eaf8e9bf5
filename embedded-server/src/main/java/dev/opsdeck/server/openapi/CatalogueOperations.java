package dev.opsdeck.server.openapi;

import static dev.opsdeck.server.http.Caller.Level.OPERATOR;
import static dev.opsdeck.server.http.Caller.Level.PUBLIC;
import static dev.opsdeck.server.openapi.Operation.delete;
import static dev.opsdeck.server.openapi.Operation.get;
import static dev.opsdeck.server.openapi.Operation.patch;
import static dev.opsdeck.server.openapi.Operation.post;
import static dev.opsdeck.server.openapi.Operation.put;

import dev.opsdeck.api.Page;
import dev.opsdeck.api.analytics.AnalyticsEvent;
import dev.opsdeck.api.analytics.AnalyticsMetric;
import dev.opsdeck.api.analytics.EventKind;
import dev.opsdeck.api.analytics.EventsAccepted;
import dev.opsdeck.api.analytics.Overview;
import dev.opsdeck.api.analytics.PlatformFigures;
import dev.opsdeck.api.analytics.ProductAnalytics;
import dev.opsdeck.api.analytics.ProductRanking;
import dev.opsdeck.api.analytics.Revenue;
import dev.opsdeck.api.products.Availability;
import dev.opsdeck.api.products.PricePoint;
import dev.opsdeck.api.products.Product;
import dev.opsdeck.api.products.ProductDetail;
import dev.opsdeck.api.products.ProductDraft;
import dev.opsdeck.api.products.ProductSort;
import dev.opsdeck.api.products.ProductStatus;
import dev.opsdeck.api.products.TopProduct;
import dev.opsdeck.api.sync.FeedFormat;
import dev.opsdeck.api.sync.RollbackPlan;
import dev.opsdeck.api.sync.Source;
import dev.opsdeck.api.sync.SourceDraft;
import dev.opsdeck.api.sync.SyncChanges;
import dev.opsdeck.api.sync.SyncReport;
import dev.opsdeck.api.sync.SyncRequest;
import dev.opsdeck.api.sync.SyncRun;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/// What `/products` and `/analytics` take and answer: one entry a route, in the order of their routes.
final class CatalogueOperations {

    private static final ProductDraft DRAFT = new ProductDraft(
            "awin",
            "SKU-1042",
            "Trail shoe 42",
            "Light, with a firm sole.",
            "https://shop.example/p/1042",
            "https://shop.example/p/1042.jpg",
            "Fell",
            "Shoes > Running",
            "4006381333931",
            null,
            Availability.IN_STOCK,
            new BigDecimal("89.90"),
            new BigDecimal("79.90"),
            "EUR",
            new BigDecimal("0.08"),
            ProductStatus.ACTIVE);

    private static final SourceDraft SOURCE = new SourceDraft(
            "shop",
            "awin",
            "https://shop.example/feed.xml",
            FeedFormat.GOOGLE_XML,
            Map.of(),
            "EUR",
            new BigDecimal("0.08"),
            null,
            new BigDecimal("0.2"));

    private static final AnalyticsEvent EVENT = new AnalyticsEvent(
            "order-1042",
            EventKind.CONVERSION,
            Instant.parse("2026-11-23T03:12:00Z"),
            42L,
            "youtube",
            new BigDecimal("7.19"),
            "EUR");

    private static final Parameter LAST_DAY =
            Parameter.day("to", "Last day of the period (UTC), one of those that are kept; today when left out.");

    private CatalogueOperations() {}

    static List<Operation> products() {
        return List.of(
                get("/products", PUBLIC, "A page of products.")
                        .with(
                                Parameter.choice("status", ProductStatus.class, "Only products of this status."),
                                Parameter.text("q", 100, "Words that the title must contain."),
                                Parameter.text("network", 64, "Only products of this network."),
                                Parameter.choice("sort", ProductSort.class, "The order; trendScore when left out."),
                                Parameter.limit(20, 200),
                                Parameter.offset(),
                                Parameter.text("after", 4096, "The `next` of the page before, instead of `offset`."))
                        .answers(200, page(Product.class)),
                get("/products/top", PUBLIC, "The best active products, by trend then profit score.")
                        .with(Parameter.limit(20, 200))
                        .answers(200, page(TopProduct.class)),
                get("/products/{id}", PUBLIC, "One product with its latest figures.")
                        .answers(200, ProductDetail.class),
                get("/products/{id}/prices", PUBLIC, "Its prices over time, oldest first.")
                        .answers(200, page(PricePoint.class)),
                post("/products", OPERATOR, "Adds a product.").takes(DRAFT).answers(201, Product.class),
                put("/products/{id}", OPERATOR, "Replaces what was written of a product.")
                        .takes(DRAFT)
                        .answers(200, Product.class),
                patch("/products/{id}", OPERATOR, "Changes some fields of a product.")
                        .takes(new Operation.Request(
                                "application/merge-patch+json",
                                ProductDraft.class,
                                true,
                                true,
                                Map.of("price", new BigDecimal("84.90"))))
                        .answers(200, Product.class),
                delete("/products/{id}", OPERATOR, "Archives a product.").answersNothing());
    }

    static List<Operation> analytics() {
        return List.of(
                get("/analytics/overview", PUBLIC, "Totals, the five best products, figures by platform.")
                        .with(Parameter.period(), LAST_DAY)
                        .answers(200, Overview.class),
                get("/analytics/revenue", PUBLIC, "Revenue, conversions, clicks and views per day.")
                        .with(Parameter.period(), LAST_DAY)
                        .answers(200, Revenue.class),
                get("/analytics/platforms", PUBLIC, "Figures by platform.")
                        .with(Parameter.period(), LAST_DAY)
                        .answers(200, page(PlatformFigures.class)),
                get("/analytics/products", PUBLIC, "The products of a period that come first, beside another period.")
                        .with(
                                Parameter.period(),
                                LAST_DAY,
                                Parameter.day("compareTo", "Last day of as many days to compare with; none without."),
                                Parameter.choice("sort", AnalyticsMetric.class, "The order; revenue when left out."),
                                Parameter.text(
                                        "currency",
                                        3,
                                        "Of the revenue to order by, such as EUR; the one with most sales when left"
                                                + " out."),
                                Parameter.limit(20, 100))
                        .answers(200, ProductRanking.class),
                get("/analytics/products/{id}", PUBLIC, "The days of one product.")
                        .with(Parameter.period(), LAST_DAY)
                        .answers(200, ProductAnalytics.class),
                post("/analytics/events", OPERATOR, "Takes a batch of events; also as lines (application/x-ndjson).")
                        .takes(new Operation.Request(
                                Operation.JSON,
                                Schemas.generic(List.class, AnalyticsEvent.class),
                                false,
                                true,
                                List.of(EVENT)))
                        .answers(200, EventsAccepted.class));
    }

    static List<Operation> sync() {
        return List.of(
                get("/products/sync", OPERATOR, "The runs, latest first.")
                        .with(Parameter.limit(20, 200), Parameter.offset())
                        .answers(200, page(SyncRun.class)),
                post("/products/sync", OPERATOR, "Starts a run; 409 while one of this source is under way.")
                        .mayTake(new SyncRequest("shop", true, false))
                        .answers(202, SyncRun.class),
                get("/products/sync/{id}", OPERATOR, "A run and a page of its issues.")
                        .with(Parameter.limit(100, 1_000), Parameter.offset())
                        .answers(200, SyncReport.class),
                get("/products/sync/{id}/changes", OPERATOR, "Products that vanish and prices that jump in a run.")
                        .with(Parameter.limit(100, 1_000))
                        .answers(200, SyncChanges.class),
                get("/products/sync/{id}/issues.csv", OPERATOR, "All its issues as a table.")
                        .answersText("text/csv"),
                delete("/products/sync/{id}", OPERATOR, "Cancels a run.").answers(202, SyncRun.class),
                get("/products/sources", OPERATOR, "The feed sources.").answers(200, page(Source.class)),
                post("/products/sources", OPERATOR, "Adds a source.")
                        .takes(SOURCE)
                        .answers(201, Source.class),
                put("/products/sources/{name}", OPERATOR, "Adds or changes a source.")
                        .takes(SOURCE)
                        .answers(200, Source.class),
                delete("/products/sources/{name}", OPERATOR, "Forgets a source; its products stay.")
                        .answersNothing(),
                put("/products/sources/{name}/file", OPERATOR, "Uploads the feed itself.")
                        .takes(new Operation.Request("application/octet-stream", null, false, true, null))
                        .answers(200, Source.class),
                get("/products/sources/{name}/rollback", OPERATOR, "What a rollback would do now.")
                        .answers(200, RollbackPlan.class),
                post("/products/sources/{name}/rollback", OPERATOR, "Takes back the last run that changed anything.")
                        .answers(202, SyncRun.class));
    }

    private static Type page(Class<?> row) {
        return Schemas.generic(Page.class, row);
    }
}
