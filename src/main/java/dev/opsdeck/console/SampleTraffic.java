package dev.opsdeck.console;

import dev.opsdeck.api.analytics.AnalyticsEvent;
import dev.opsdeck.api.analytics.EventKind;
import dev.opsdeck.api.loadruns.LoadProfile;
import dev.opsdeck.api.loadruns.LoadRequest;
import dev.opsdeck.api.loadruns.LoadState;
import dev.opsdeck.api.products.TopProduct;
import dev.opsdeck.api.sync.SourceDraft;
import dev.opsdeck.api.sync.SyncRequest;
import dev.opsdeck.api.sync.SyncState;
import dev.opsdeck.console.connection.ApiClient;
import dev.opsdeck.console.connection.ProductQuery;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/// What a user would do in the first minute: sync the sample feed, look at products, run a short load; and events of
/// the last days, as shops and channels would send them. Blocking, on a background thread; for the pictures of
/// [Screens].
final class SampleTraffic {

    private static final String SOURCE = "sample";

    /// Events of longer ago are refused for being late.
    private static final int SALE_DAYS = 6;

    private static final long LONGEST_WAIT_SECONDS = 60;

    private final ApiClient api;

    SampleTraffic(ApiClient api) {
        this.api = api;
    }

    void make() throws IOException, InterruptedException {
        api.syncs().saveSource(new SourceDraft(SOURCE, "sample", "file:" + SOURCE, null, null, null, null, null, null));
        api.syncs().uploadFeed(SOURCE, feed());
        long sync = api.syncs().start(new SyncRequest(SOURCE, false, true)).id();
        await(() -> api.syncs().report(sync, 1, 0).run().state() != SyncState.RUNNING);
        browse(40);
        sell(Instant.now());
        long load = api.loads()
                .start(new LoadRequest(LoadProfile.CONSTANT, null, null, 60.0, null, 8, null, null, null, null))
                .id();
        await(() -> api.loads().run(load).run().state() != LoadState.RUNNING);
        browse(20);
        api.flush(null);
        browse(40);
    }

    private void browse(int times) {
        List<TopProduct> top = api.top(20).data();
        for (int i = 0; i < times; i++) {
            api.products(ProductQuery.first(20));
            if (!top.isEmpty()) {
                api.product(top.get(i % top.size()).id());
            }
        }
    }

    /// Fewer of products further down, and on each day a little more than on the day before.
    private void sell(Instant now) {
        List<String> platforms = List.of("youtube", "tiktok", "instagram");
        List<TopProduct> top = api.top(20).data();
        List<AnalyticsEvent> events = new ArrayList<>();
        for (int day = 0; day < SALE_DAYS; day++) {
            Instant at = now.minus(Duration.ofDays(day));
            for (int i = 0; i < top.size(); i++) {
                int views = (60 - 2 * i) * (10 - day) / 10;
                for (int j = 0; j < views; j++) {
                    String platform = platforms.get(j * j % 5 % platforms.size());
                    String id = "sample-" + day + "-" + i + "-" + j;
                    TopProduct product = top.get(i);
                    events.add(event(id, EventKind.VIEW, at, product, platform, null));
                    if (j % 8 == 0) {
                        events.add(event(id + "-click", EventKind.CLICK, at, product, platform, null));
                    }
                    if (j % 24 == 0) {
                        BigDecimal amount = product.price().movePointLeft(1).setScale(2, RoundingMode.HALF_UP);
                        events.add(event(id + "-sale", EventKind.CONVERSION, at, product, platform, amount));
                    }
                }
            }
        }
        api.analytics().send(events);
    }

    private static AnalyticsEvent event(
            String id, EventKind kind, Instant at, TopProduct of, String platform, @Nullable BigDecimal amount) {
        return new AnalyticsEvent(id, kind, at, of.id(), platform, amount, amount == null ? null : of.currency());
    }

    private static byte[] feed() throws IOException {
        try (InputStream in = Objects.requireNonNull(
                SampleTraffic.class.getResourceAsStream("assets/sample-feed.xml"), "the sample feed")) {
            return in.readAllBytes();
        }
    }

    private static void await(BooleanSupplier done) throws InterruptedException {
        for (long waited = 0; waited < LONGEST_WAIT_SECONDS * 10 && !done.getAsBoolean(); waited++) {
            TimeUnit.MILLISECONDS.sleep(100);
        }
    }
}
