package dev.opsdeck.console.products;

import dev.opsdeck.api.analytics.ProductDay;
import dev.opsdeck.api.products.PricePoint;
import dev.opsdeck.api.products.Product;
import dev.opsdeck.api.products.ProductDetail;
import dev.opsdeck.api.products.ProductStatus;
import dev.opsdeck.console.connection.Failure;
import dev.opsdeck.console.task.BackgroundTasks;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/// One product in detail: what is known of it, and its change and archiving. FX thread only. Answers for a product
/// that is no longer open change the table's row but not the pane.
final class ProductDetailViewModel {

    private final Supplier<Catalogue> server;
    private final BackgroundTasks tasks;
    private final Consumer<Product> changed;

    private final ReadOnlyObjectWrapper<@Nullable Product> product = new ReadOnlyObjectWrapper<>(this, "product");
    private final ReadOnlyObjectWrapper<@Nullable ProductDay> latest = new ReadOnlyObjectWrapper<>(this, "latest");
    private final ObservableList<PricePoint> prices = FXCollections.observableArrayList();
    private final ReadOnlyBooleanWrapper complete = new ReadOnlyBooleanWrapper(this, "complete");
    private final ReadOnlyBooleanWrapper busy = new ReadOnlyBooleanWrapper(this, "busy");
    private final ReadOnlyStringWrapper notice = new ReadOnlyStringWrapper(this, "notice", "");
    private final ProductForm form = new ProductForm();

    private long opened;

    /// @param changed told of every product that was changed
    ProductDetailViewModel(Supplier<Catalogue> server, BackgroundTasks tasks, Consumer<Product> changed) {
        this.server = server;
        this.tasks = tasks;
        this.changed = changed;
    }

    /// The product open, or null when none is.
    ReadOnlyObjectProperty<@Nullable Product> product() {
        return product.getReadOnlyProperty();
    }

    /// The last day with figures; null when there is none, or not yet read.
    ReadOnlyObjectProperty<@Nullable ProductDay> latest() {
        return latest.getReadOnlyProperty();
    }

    /// Oldest first.
    ObservableList<PricePoint> prices() {
        return prices;
    }

    /// Whether figures and prices have been read.
    ReadOnlyBooleanProperty complete() {
        return complete.getReadOnlyProperty();
    }

    /// Whether a change is on its way to the server.
    ReadOnlyBooleanProperty busy() {
        return busy.getReadOnlyProperty();
    }

    /// Why the last reading or change did not succeed; empty when it did.
    ReadOnlyStringProperty notice() {
        return notice.getReadOnlyProperty();
    }

    /// The fields that can be edited.
    ProductForm form() {
        return form;
    }

    /// Shows a product of the list at once and reads the rest.
    void open(Product shown) {
        Product now = product.get();
        if (now != null && now.equals(shown)) {
            return;
        }
        boolean same = now != null && now.id() == shown.id();
        product.set(shown);
        if (!same) {
            latest.set(null);
            prices.clear();
            complete.set(false);
            form.close();
        }
        read(shown.id());
    }

    /// Reads a product of which only the id is known.
    void open(long id) {
        Product now = product.get();
        if (now == null || now.id() != id) {
            form.close();
            read(id);
        }
    }

    void close() {
        opened++;
        product.set(null);
        latest.set(null);
        prices.clear();
        complete.set(false);
        notice.set("");
        busy.set(false);
        form.close();
    }

    void edit() {
        Product now = product.get();
        if (now != null) {
            form.open(now);
        }
    }

    /// Sends what was changed in the form, unless a field cannot be read; the form then says which.
    void save() {
        Product now = product.get();
        if (now == null || busy.get()) {
            return;
        }
        form.changes(now).ifPresent(fields -> {
            if (fields.isEmpty()) {
                form.close();
                return;
            }
            Catalogue to = server.get();
            write("Saving product", now, () -> to.change(now.id(), fields), form::close);
        });
    }

    /// Takes the product out of the catalogue; its history stays.
    void archive() {
        Product now = product.get();
        if (now == null || busy.get()) {
            return;
        }
        Catalogue to = server.get();
        write(
                "Archiving product",
                now,
                () -> {
                    to.archive(now.id());
                    return to.detail(now.id()).product();
                },
                form::close);
    }

    /// Offers an archived or inactive product again.
    void activate() {
        Product now = product.get();
        if (now == null || busy.get()) {
            return;
        }
        Catalogue to = server.get();
        write("Activating product", now, () -> to.change(now.id(), ProductForm.status(ProductStatus.ACTIVE)), () -> {});
    }

    private record Loaded(ProductDetail detail, List<PricePoint> prices) {}

    private void read(long id) {
        long number = ++opened;
        Catalogue from = server.get();
        notice.set("");
        busy.set(false);
        tasks.run(
                "Reading product",
                () -> new Loaded(from.detail(id), from.prices(id).data()),
                loaded -> {
                    if (number == opened) {
                        show(loaded);
                    }
                },
                failure -> {
                    if (number == opened) {
                        notice.set(failure.text());
                    }
                });
    }

    private void show(Loaded loaded) {
        product.set(loaded.detail().product());
        latest.set(loaded.detail().latest());
        prices.setAll(loaded.prices());
        complete.set(true);
    }

    private void write(String title, Product before, java.util.concurrent.Callable<Product> work, Runnable succeeded) {
        long number = opened;
        busy.set(true);
        notice.set("");
        tasks.run(
                title,
                work,
                after -> {
                    // The pane first: its row, when it changes, opens what the pane then already shows.
                    boolean stillOpen = number == opened;
                    if (stillOpen) {
                        succeeded.run();
                        product.set(after);
                    }
                    changed.accept(after);
                    if (stillOpen) {
                        read(before.id());
                    }
                },
                failure -> {
                    if (number == opened) {
                        refused(failure);
                    }
                });
    }

    private void refused(Failure failure) {
        busy.set(false);
        if (failure instanceof Failure.Rejected rejected && form.fault(rejected.problem())) {
            return;
        }
        notice.set(failure.text());
    }
}
