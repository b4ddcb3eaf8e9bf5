package dev.opsdeck.console.products;

import dev.opsdeck.api.Problem;
import dev.opsdeck.api.products.Product;
import dev.opsdeck.api.products.ProductStatus;
import dev.opsdeck.console.ui.Prices;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableMap;
import org.jspecify.annotations.Nullable;

/// The fields of a product that an operator may change by hand, as they are typed. FX thread only.
final class ProductForm {

    /// The fields, by their names in the contract.
    static final String TITLE = "title";

    static final String PRICE = "price";
    static final String SALE_PRICE = "salePrice";
    static final String STATUS = "status";

    private static final BigDecimal HIGHEST_PRICE = new BigDecimal("1000000000");

    private final ReadOnlyBooleanWrapper open = new ReadOnlyBooleanWrapper(this, "open");
    private final StringProperty title = new SimpleStringProperty(this, TITLE, "");
    private final StringProperty price = new SimpleStringProperty(this, PRICE, "");
    private final StringProperty salePrice = new SimpleStringProperty(this, SALE_PRICE, "");
    private final ObjectProperty<ProductStatus> status = new SimpleObjectProperty<>(this, STATUS, ProductStatus.ACTIVE);
    private final ObservableMap<String, String> faults = FXCollections.observableHashMap();

    ReadOnlyBooleanProperty open() {
        return open.getReadOnlyProperty();
    }

    StringProperty title() {
        return title;
    }

    StringProperty price() {
        return price;
    }

    /// Empty for none.
    StringProperty salePrice() {
        return salePrice;
    }

    ObjectProperty<ProductStatus> status() {
        return status;
    }

    /// A sentence for each field at fault.
    ObservableMap<String, String> faults() {
        return faults;
    }

    void open(Product product) {
        faults.clear();
        title.set(product.title());
        price.set(plain(product.price()));
        salePrice.set(product.salePrice() == null ? "" : plain(product.salePrice()));
        status.set(product.status());
        open.set(true);
    }

    void close() {
        open.set(false);
        faults.clear();
    }

    /// What differs from the product; empty when a field cannot be read, which is then among the faults.
    Optional<Map<String, @Nullable Object>> changes(Product product) {
        faults.clear();
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        String newTitle = title.get().strip();
        if (newTitle.isEmpty() || newTitle.length() > 512) {
            faults.put(TITLE, "Enter a title of 1 to 512 characters.");
        } else if (!newTitle.equals(product.title())) {
            fields.put(TITLE, newTitle);
        }
        BigDecimal newPrice = amount(PRICE, price.get());
        if (newPrice != null && newPrice.compareTo(product.price()) != 0) {
            fields.put(PRICE, newPrice);
        }
        BigDecimal newSalePrice = salePrice.get().isBlank() ? null : amount(SALE_PRICE, salePrice.get());
        if (!Prices.same(newSalePrice, product.salePrice())) {
            fields.put(SALE_PRICE, newSalePrice);
        }
        if (status.get() != product.status()) {
            fields.putAll(status(status.get()));
        }
        return faults.isEmpty() ? Optional.of(fields) : Optional.empty();
    }

    /// Puts the server's refusal at its field.
    ///
    /// @return false when the form has no such field
    boolean fault(Problem problem) {
        String field = problem.field();
        if (!open.get() || field == null || !(field.equals(TITLE) || field.equals(PRICE) || field.equals(SALE_PRICE))) {
            return false;
        }
        faults.put(field, problem.detail());
        return true;
    }

    /// A change of the status alone.
    static Map<String, @Nullable Object> status(ProductStatus status) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put(STATUS, status);
        return fields;
    }

    private @Nullable BigDecimal amount(String field, String typed) {
        String digits = typed.strip();
        if (digits.matches("\\d{1,3}(,\\d{3})+(\\.\\d+)?")) {
            digits = digits.replace(",", "");
        }
        if (digits.matches("\\d{1,10}(\\.\\d{1,4})?")) {
            BigDecimal amount = new BigDecimal(digits);
            if (amount.signum() > 0 && amount.compareTo(HIGHEST_PRICE) <= 0) {
                return amount;
            }
        }
        faults.put(field, "Enter an amount over zero, such as 19.99, with at most four decimals.");
        return null;
    }

    private static String plain(BigDecimal amount) {
        BigDecimal shortest = amount.stripTrailingZeros();
        return shortest.setScale(Math.max(2, shortest.scale())).toPlainString();
    }
}
