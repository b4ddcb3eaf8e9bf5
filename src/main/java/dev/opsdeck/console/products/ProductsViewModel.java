package dev.opsdeck.console.products;

import dev.opsdeck.api.Page;
import dev.opsdeck.api.products.Product;
import dev.opsdeck.api.products.TopProduct;
import dev.opsdeck.api.sync.SyncRun;
import dev.opsdeck.api.sync.SyncState;
import dev.opsdeck.console.connection.Failure;
import dev.opsdeck.console.live.LinkState;
import dev.opsdeck.console.live.LiveModel;
import dev.opsdeck.console.task.BackgroundTasks;
import dev.opsdeck.console.task.Cancellable;
import dev.opsdeck.console.ui.Formats;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.value.ObservableValue;
import javafx.collections.FXCollections;
import javafx.collections.MapChangeListener;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/// What the Products page shows and does. FX thread only; the server is asked on [BackgroundTasks].
///
/// An answer that belongs to a former query, or to a server that is no longer shown, is dropped: every query has a
/// number, and only the latest may change what is seen. The former rows stay until the new ones are there.
final class ProductsViewModel {

    /// What stands where the table is.
    enum Content {
        /// The first answer is on its way.
        LOADING,
        ROWS,
        TOP,
        /// The catalogue has no product at all.
        EMPTY,
        /// The filter hides all of them.
        NO_MATCH,
        /// Nothing could be read yet; the notice says why.
        FAILED
    }

    /// Long enough to type a word, short enough not to be noticed.
    static final Duration TYPING_PAUSE = Duration.ofMillis(250);

    private static final int TOP_LIMIT = 50;

    private final Supplier<Catalogue> server;
    private final BackgroundTasks tasks;
    private final LiveModel live;
    private final InstantSource clock;
    private final Formats formats;

    private final FilterModel filter = new FilterModel();
    private final Networks networks;
    private final ReadOnlyObjectWrapper<Content> content =
            new ReadOnlyObjectWrapper<>(this, "content", Content.LOADING);
    private final ReadOnlyObjectWrapper<@Nullable LazyRows> rows = new ReadOnlyObjectWrapper<>(this, "rows");
    private final ReadOnlyStringWrapper count = new ReadOnlyStringWrapper(this, "count", "");
    private final ReadOnlyStringWrapper notice = new ReadOnlyStringWrapper(this, "notice", "");
    private final ReadOnlyStringWrapper staleSince = new ReadOnlyStringWrapper(this, "staleSince", "");
    private final ObservableList<TopProduct> top = FXCollections.observableArrayList();
    private final ProductDetailViewModel detail;

    private long query;
    private boolean wanted;
    private @Nullable Instant readAt;
    private Cancellable typing = () -> {};

    /// @param server         the server shown now, asked at every command
    /// @param selectedServer changes when another server is shown
    ProductsViewModel(
            Supplier<Catalogue> server,
            ObservableValue<?> selectedServer,
            LiveModel live,
            BackgroundTasks tasks,
            InstantSource clock,
            Formats formats) {
        this.server = server;
        this.tasks = tasks;
        this.live = live;
        this.clock = clock;
        this.formats = formats;
        this.networks = new Networks(server, tasks);
        this.detail = new ProductDetailViewModel(server, tasks, this::changed);
        filter.search().subscribe((before, now) -> pauseThenRead());
        filter.status().subscribe((before, now) -> read());
        filter.network().subscribe((before, now) -> read());
        filter.sort().subscribe((before, now) -> read());
        filter.topOnly().subscribe((before, now) -> read());
        selectedServer.subscribe((before, now) -> forget());
        live.connects().subscribe((before, now) -> readAgain());
        live.link().subscribe(this::link);
        live.syncRuns().addListener((MapChangeListener<Long, SyncRun>) this::synced);
    }

    /// The page is seen: reads the catalogue, the first time.
    void shown() {
        if (!wanted) {
            wanted = true;
            read();
            networks.read();
        }
    }

    /// What is looked for: read at once when it changes, words after a pause in typing.
    FilterModel filter() {
        return filter;
    }

    ReadOnlyObjectProperty<Content> content() {
        return content.getReadOnlyProperty();
    }

    /// The rows of the latest query; another list for every query.
    ReadOnlyObjectProperty<@Nullable LazyRows> rows() {
        return rows.getReadOnlyProperty();
    }

    ObservableList<TopProduct> top() {
        return top;
    }

    /// The networks that a filter can name, A to Z.
    ObservableList<String> networks() {
        return networks.names();
    }

    /// How many there are, in words.
    ReadOnlyStringProperty count() {
        return count.getReadOnlyProperty();
    }

    /// Why the last reading did not succeed; empty when it did.
    ReadOnlyStringProperty notice() {
        return notice.getReadOnlyProperty();
    }

    /// `As of 18:02:11` while the connection is lost, else empty. While it is not empty, nothing can be changed.
    ReadOnlyStringProperty staleSince() {
        return staleSince.getReadOnlyProperty();
    }

    /// The product selected.
    ProductDetailViewModel detail() {
        return detail;
    }

    /// Shows everything again.
    void clearFilter() {
        typing.close();
        filter.clear();
        read();
    }

    /// Reads the catalogue again.
    void read() {
        typing.close();
        if (!wanted) {
            return;
        }
        long number = ++query;
        Catalogue from = server.get();
        if (filter.topOnly().get()) {
            tasks.run(
                    "Reading the top products",
                    () -> from.top(TOP_LIMIT),
                    page -> ifLatest(number, page, this::showTop),
                    failure -> ifLatest(number, failure, this::failed));
            return;
        }
        Filter now = filter.now();
        tasks.run(
                "Reading products",
                () -> from.page(now.page(LazyRows.PAGE_SIZE, 0)),
                page -> ifLatest(number, page, first -> showRows(first, now, from)),
                failure -> ifLatest(number, failure, this::failed));
    }

    private void pauseThenRead() {
        typing.close();
        typing = tasks.after(TYPING_PAUSE, this::read);
    }

    private <T> void ifLatest(long number, T answer, Consumer<? super T> show) {
        if (number == query) {
            show.accept(answer);
        }
    }

    private void showRows(Page<Product> first, Filter shown, Catalogue from) {
        succeeded();
        closeRows();
        rows.set(new LazyRows(
                first,
                (offset, limit, loaded, failed) ->
                        tasks.run("Reading products", () -> from.page(shown.page(limit, offset)), loaded, failure -> {
                            failed.run();
                            notice.set(failure.text());
                        })));
        networks.seen(first.data());
        if (first.total() > 0) {
            content.set(Content.ROWS);
        } else {
            content.set(shown.narrows() ? Content.NO_MATCH : Content.EMPTY);
        }
        count.set(products(first.total()) + (shown.narrows() ? " found" : ""));
    }

    private void showTop(Page<TopProduct> page) {
        succeeded();
        top.setAll(page.data());
        content.set(page.data().isEmpty() ? Content.EMPTY : Content.TOP);
        count.set("Top " + Formats.count(page.data().size()) + ", active only");
    }

    private static String products(long number) {
        return number == 1 ? "1 product" : Formats.count(number) + " products";
    }

    private void succeeded() {
        readAt = clock.instant();
        notice.set("");
        link(live.link().get());
    }

    private void failed(Failure failure) {
        notice.set(failure.text());
        if (content.get() == Content.LOADING) {
            content.set(Content.FAILED);
        }
    }

    private void changed(Product product) {
        LazyRows shown = rows.get();
        if (shown != null) {
            shown.replace(product);
        }
        if (filter.topOnly().get()) {
            read();
        }
    }

    private void synced(MapChangeListener.Change<? extends Long, ? extends SyncRun> change) {
        SyncRun before = change.getValueRemoved();
        SyncRun now = change.getValueAdded();
        boolean ended = before != null && before.state() == SyncState.RUNNING && now != null;
        if (ended && now.state() == SyncState.DONE) {
            readAgain();
        }
    }

    private void readAgain() {
        if (wanted) {
            read();
            networks.read();
        }
    }

    private void forget() {
        query++;
        closeRows();
        rows.set(null);
        top.clear();
        networks.forget();
        filter.network().set(null);
        detail.close();
        count.set("");
        notice.set("");
        readAt = null;
        content.set(Content.LOADING);
        readAgain();
    }

    private void closeRows() {
        LazyRows former = rows.get();
        if (former != null) {
            former.close();
        }
    }

    private void link(LinkState state) {
        if (state instanceof LinkState.Lost lost) {
            Instant at = readAt == null ? lost.since() : readAt;
            staleSince.set("As of " + formats.clockSeconds(at));
        } else {
            staleSince.set("");
        }
    }
}
