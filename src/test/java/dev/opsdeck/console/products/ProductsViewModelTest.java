package dev.opsdeck.console.products;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opsdeck.api.products.ProductSort;
import dev.opsdeck.api.products.ProductStatus;
import dev.opsdeck.api.sync.SyncCounts;
import dev.opsdeck.api.sync.SyncState;
import dev.opsdeck.console.connection.Failure.Offline;
import dev.opsdeck.console.connection.Failure.Reason;
import dev.opsdeck.console.live.Batch;
import dev.opsdeck.console.live.LinkState;
import dev.opsdeck.console.live.LiveModel;
import dev.opsdeck.console.products.ProductsViewModel.Content;
import dev.opsdeck.console.task.DirectTasks;
import dev.opsdeck.console.ui.Formats;
import java.math.BigDecimal;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import javafx.beans.property.SimpleStringProperty;
import org.junit.jupiter.api.Test;

class ProductsViewModelTest {

    private static final Offline GONE = new Offline(Reason.GONE, "eu-prod", "");

    private final FakeServer server = new FakeServer();
    private final SimpleStringProperty selected = new SimpleStringProperty("one");
    private final LiveModel live = new LiveModel();
    private final DirectTasks tasks = new DirectTasks();
    private final ProductsViewModel model = new ProductsViewModel(
            () -> server, selected, live, tasks, InstantSource.fixed(FakeServer.NOON), new Formats(ZoneOffset.UTC));

    @Test
    void readsNothingBeforeThePageIsSeen() {
        model.filter().search().set("lamp");
        tasks.tick();
        assertThat(server.queries).isEmpty();
        assertThat(model.content().get()).isEqualTo(Content.LOADING);
    }

    @Test
    void showsTheWholeCatalogueWithItsCount() {
        server.fill(1234);
        model.shown();
        assertThat(model.content().get()).isEqualTo(Content.ROWS);
        assertThat(model.count().get()).isEqualTo("1,234 products");
        LazyRows rows = Objects.requireNonNull(model.rows().get());
        assertThat(rows).hasSize(1234);
        rows.get(1200);
        assertThat(Objects.requireNonNull(rows.get(1200).product().get()).title())
                .isEqualTo("Product 1201");
        assertThat(model.networks()).containsExactly("awin-main");
    }

    @Test
    void searchesAfterAPauseInTyping() {
        server.fill(300);
        model.shown();
        server.queries.clear();
        model.filter().search().set("Product 2");
        model.filter().search().set("Product 29");
        assertThat(server.queries).isEmpty();
        tasks.tick();
        assertThat(server.queries).hasSize(1);
        assertThat(model.count().get()).isEqualTo("11 products found");
    }

    @Test
    void filtersAndSortsAtOnce() {
        server.fill(10);
        model.shown();
        server.queries.clear();
        model.filter().status().set(ProductStatus.ARCHIVED);
        model.filter().sort().set(ProductSort.PRICE_DESC);
        assertThat(server.queries)
                .last()
                .satisfies(query -> assertThat(query.status()).isEqualTo(ProductStatus.ARCHIVED))
                .satisfies(query -> assertThat(query.sort()).isEqualTo(ProductSort.PRICE_DESC));
        assertThat(model.content().get()).isEqualTo(Content.NO_MATCH);
        model.clearFilter();
        assertThat(model.content().get()).isEqualTo(Content.ROWS);
    }

    @Test
    void anEmptyCatalogueIsNotTheSameAsAFilterThatHidesAll() {
        model.shown();
        assertThat(model.content().get()).isEqualTo(Content.EMPTY);
        model.filter().network().set("other");
        assertThat(model.content().get()).isEqualTo(Content.NO_MATCH);
    }

    @Test
    void aFailureIsSaidAndTheFormerRowsStay() {
        server.fill(3);
        model.shown();
        server.failure = GONE;
        model.read();
        assertThat(model.content().get()).isEqualTo(Content.ROWS);
        assertThat(model.notice().get()).startsWith("No answer from eu-prod.");
        server.failure = null;
        model.read();
        assertThat(model.notice().get()).isEmpty();
    }

    @Test
    void aFailureAtTheStartSaysSo() {
        server.failure = GONE;
        model.shown();
        assertThat(model.content().get()).isEqualTo(Content.FAILED);
    }

    @Test
    void whatIsShownWithoutConnectionSaysFromWhenItIs() {
        server.fill(3);
        model.shown();
        assertThat(model.staleSince().get()).isEmpty();
        live.apply(Batch.of(new LinkState.Lost(FakeServer.NOON.plusSeconds(60), GONE, null)));
        assertThat(model.staleSince().get()).isEqualTo("As of 12:00:00");
        live.apply(Batch.of(new LinkState.Live(FakeServer.NOON.plusSeconds(90))));
        assertThat(model.staleSince().get()).isEmpty();
    }

    @Test
    void readsAgainWhenASyncHasEnded() {
        model.shown();
        server.fill(954);
        sync(SyncState.RUNNING);
        assertThat(model.content().get()).isEqualTo(Content.EMPTY);
        sync(SyncState.DONE);
        assertThat(model.count().get()).isEqualTo("954 products");
    }

    @Test
    void anotherServerShowsNothingOfTheFormerOne() {
        server.fill(3);
        model.shown();
        model.detail().open(server.products.getFirst());
        server.products.clear();
        selected.set("two");
        assertThat(model.content().get()).isEqualTo(Content.EMPTY);
        assertThat(model.detail().product().get()).isNull();
        assertThat(model.networks()).isEmpty();
    }

    @Test
    void theTopListIsOneSwitchAway() {
        server.fill(80);
        model.shown();
        model.filter().topOnly().set(true);
        assertThat(model.content().get()).isEqualTo(Content.TOP);
        assertThat(model.top()).hasSize(50);
        model.filter().topOnly().set(false);
        assertThat(model.content().get()).isEqualTo(Content.ROWS);
    }

    @Test
    void aChangeShowsInPaneAndRow() {
        server.fill(5);
        model.shown();
        model.detail().open(server.products.get(2));
        assertThat(model.detail().prices()).hasSize(5);
        model.detail().edit();
        model.detail().form().title().set("Better title");
        model.detail().form().price().set("1,099.5");
        model.detail().save();
        assertThat(server.calls).containsExactly("change 3 {title=Better title, price=1099.5}");
        assertThat(model.detail().form().open().get()).isFalse();
        assertThat(row(2).title()).isEqualTo("Better title");
        assertThat(row(2).price()).isEqualByComparingTo(new BigDecimal("1099.5"));
    }

    @Test
    void theFormClosesAlthoughTheSelectedRowOpensItsProductAgain() {
        server.fill(5);
        model.shown();
        Objects.requireNonNull(model.rows().get()).get(2).product().subscribe(product -> {
            if (product != null) {
                model.detail().open(product);
            }
        });
        model.detail().edit();
        model.detail().form().title().set("Better title");
        model.detail().save();
        assertThat(model.detail().form().open().get()).isFalse();
        assertThat(model.detail().busy().get()).isFalse();
        assertThat(Objects.requireNonNull(model.detail().product().get()).title())
                .isEqualTo("Better title");
    }

    @Test
    void aPriceThatIsNoneIsSaidAtItsFieldAndNotSent() {
        server.fill(1);
        model.shown();
        model.detail().open(server.products.getFirst());
        model.detail().edit();
        for (String wrong : List.of("", "free", "0", "-1", "1.23456", "1e9", "99999999999")) {
            model.detail().form().price().set(wrong);
            model.detail().save();
            assertThat(model.detail().form().faults()).as(wrong).containsOnlyKeys(ProductForm.PRICE);
        }
        assertThat(server.calls).isEmpty();
    }

    @Test
    void aRefusalOfTheServerIsSaidAtItsField() {
        server.fill(1);
        model.shown();
        model.detail().open(server.products.getFirst());
        model.detail().edit();
        model.detail().form().title().set("New");
        server.failure = FakeServer.refused(400, "title", "'title' contains a NUL character.");
        model.detail().save();
        assertThat(model.detail().form().faults())
                .containsEntry(ProductForm.TITLE, "'title' contains a NUL character.");
        assertThat(model.detail().busy().get()).isFalse();
        server.failure = FakeServer.refused(409, null, "Somebody else changed it.");
        model.detail().save();
        assertThat(model.detail().notice().get()).isEqualTo("Somebody else changed it.");
    }

    @Test
    void anArchivedProductCanBeActivatedAgain() {
        server.fill(1);
        model.shown();
        model.detail().open(server.products.getFirst());
        model.detail().archive();
        assertThat(row(0).status()).isEqualTo(ProductStatus.ARCHIVED);
        model.detail().activate();
        assertThat(row(0).status()).isEqualTo(ProductStatus.ACTIVE);
    }

    private dev.opsdeck.api.products.Product row(int index) {
        LazyRows rows = Objects.requireNonNull(model.rows().get());
        return Objects.requireNonNull(rows.get(index).product().get());
    }

    private void sync(SyncState state) {
        live.apply(new Batch(
                null, null, List.of(), List.of(FakeServer.run(state, SyncCounts.NONE)), List.of(), null, false));
    }
}
