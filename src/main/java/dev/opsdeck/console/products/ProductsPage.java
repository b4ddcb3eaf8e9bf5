package dev.opsdeck.console.products;

import dev.opsdeck.api.sync.SyncRun;
import dev.opsdeck.console.connection.ActiveServer;
import dev.opsdeck.console.live.LiveModel;
import dev.opsdeck.console.task.BackgroundTasks;
import dev.opsdeck.console.ui.Commands;
import dev.opsdeck.console.ui.FileDialogs;
import dev.opsdeck.console.ui.Formats;
import dev.opsdeck.console.ui.Notices;
import dev.opsdeck.console.ui.Overlay;
import dev.opsdeck.console.ui.PageView;
import dev.opsdeck.console.ui.ViewLoader;
import java.io.IOException;
import java.io.InputStream;
import java.time.InstantSource;
import java.util.Objects;
import java.util.function.Supplier;

/// The Products page and the sync dialog: what the shell makes of this package, once. FX thread.
public final class ProductsPage {

    /// The page's view.
    public static final String FXML = "/dev/opsdeck/console/products/products.fxml";

    private static final String DETAIL = "/dev/opsdeck/console/products/product-detail.fxml";
    private static final String SAMPLE_FEED = "/dev/opsdeck/console/assets/sample-feed.xml";

    private final ActiveServer active;
    private final BackgroundTasks tasks;
    private final Commands commands;
    private final Overlay overlay;
    private final FileDialogs files;
    private final Notices notices;
    private final Formats formats;
    private final InstantSource clock;
    private final ViewLoader views;
    private final SyncViewModel sync;
    private final ProductsViewModel model;
    private boolean syncShown;

    /// @param views loads FXML with the controller that is handed over
    public ProductsPage(
            ActiveServer active,
            LiveModel live,
            BackgroundTasks tasks,
            Commands commands,
            Overlay overlay,
            FileDialogs files,
            Notices notices,
            Formats formats,
            InstantSource clock,
            ViewLoader views) {
        this.active = active;
        this.tasks = tasks;
        this.commands = commands;
        this.overlay = overlay;
        this.files = files;
        this.notices = notices;
        this.formats = formats;
        this.clock = clock;
        this.views = views;
        this.sync = new SyncViewModel(
                this::server, active.connection(), live, tasks, ProductsPage::sampleFeed, this::syncEnded);
        this.model = new ProductsViewModel(this::server, active.connection(), live, tasks, clock, formats);
    }

    /// The controller of [#FXML].
    public PageView controller() {
        Supplier<ProductDetailController> detail =
                () -> new ProductDetailController(model.detail(), model.staleSince(), commands, formats, clock);
        CsvExport export = new CsvExport(this::server, tasks);
        return new ProductsController(
                model,
                export,
                files,
                commands,
                formats,
                clock,
                () -> views.load(DETAIL, detail).root());
    }

    /// Opens the sync dialog.
    public void openSync() {
        sync.opened();
        syncShown = true;
        SyncDialog dialog = new SyncDialog(sync, files, formats, clock, views, overlay::close);
        overlay.show(dialog.root(), () -> {
            syncShown = false;
            dialog.close();
        });
    }

    /// Shows the page with a product opened, whatever its list shows.
    public void openProduct(long id) {
        commands.open("products");
        model.detail().open(id);
    }

    private ApiServer server() {
        return new ApiServer(active.get().api());
    }

    /// Whoever is still looking at the dialog sees the end there.
    private void syncEnded(SyncRun run) {
        if (!syncShown) {
            notices.show(SyncWords.state(run), "Sync " + run.source(), SyncWords.line(run));
        }
    }

    private static byte[] sampleFeed() throws IOException {
        try (InputStream feed = Objects.requireNonNull(ProductsPage.class.getResourceAsStream(SAMPLE_FEED))) {
            return feed.readAllBytes();
        }
    }
}
