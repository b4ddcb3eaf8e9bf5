package dev.opsdeck.console.products;

import dev.opsdeck.api.products.ProductSort;
import dev.opsdeck.api.products.ProductStatus;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.jspecify.annotations.Nullable;

/// What the operator looks for in the catalogue, as it is set on the page. FX thread only.
final class FilterModel {

    private final StringProperty search = new SimpleStringProperty(this, "search", "");
    private final ObjectProperty<@Nullable ProductStatus> status = new SimpleObjectProperty<>(this, "status");
    private final ObjectProperty<@Nullable String> network = new SimpleObjectProperty<>(this, "network");
    private final ObjectProperty<ProductSort> sort = new SimpleObjectProperty<>(this, "sort", Filter.ALL.sort());
    private final BooleanProperty topOnly = new SimpleBooleanProperty(this, "topOnly");

    /// Words to look for.
    StringProperty search() {
        return search;
    }

    /// Null for all.
    ObjectProperty<@Nullable ProductStatus> status() {
        return status;
    }

    /// Null for all.
    ObjectProperty<@Nullable String> network() {
        return network;
    }

    ObjectProperty<ProductSort> sort() {
        return sort;
    }

    /// Whether the top list is shown in place of the catalogue.
    BooleanProperty topOnly() {
        return topOnly;
    }

    /// As it is set now.
    Filter now() {
        return new Filter(search.get(), status.get(), network.get(), sort.get());
    }

    /// Looks for everything again, in the order as it is.
    void clear() {
        search.set("");
        status.set(null);
        network.set(null);
    }
}
