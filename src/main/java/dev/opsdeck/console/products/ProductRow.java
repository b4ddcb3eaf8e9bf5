package dev.opsdeck.console.products;

import dev.opsdeck.api.products.Product;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;

/// One row of the table: a place in the list and, once its page has arrived, the product there. The row is the same
/// object before and after, so that the table needs no change event when a page arrives. Used on the FX thread only.
final class ProductRow {

    private final int index;
    private final ReadOnlyObjectWrapper<@Nullable Product> product = new ReadOnlyObjectWrapper<>();

    ProductRow(int index) {
        this.index = index;
    }

    int index() {
        return index;
    }

    /// The product, or null while its page is on its way.
    ReadOnlyObjectProperty<@Nullable Product> product() {
        return product.getReadOnlyProperty();
    }

    void show(@Nullable Product value) {
        product.set(value);
    }
}
