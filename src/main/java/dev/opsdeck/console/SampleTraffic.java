package dev.opsdeck.console;

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
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/// What a user would do in the first minute: sync the sample feed, look at products, run a short load. Blocking, on a
/// background thread; for the pictures of [Screens].
final class SampleTraffic {

    private static final String SOURCE = "sample";
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
