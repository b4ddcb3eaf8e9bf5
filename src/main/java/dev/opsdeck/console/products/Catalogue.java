package dev.opsdeck.console.products;

import dev.opsdeck.api.Page;
import dev.opsdeck.api.products.PricePoint;
import dev.opsdeck.api.products.Product;
import dev.opsdeck.api.products.ProductDetail;
import dev.opsdeck.api.products.TopProduct;
import dev.opsdeck.api.sync.Source;
import dev.opsdeck.console.connection.ProductQuery;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What the page needs of one server's catalogue. Every method blocks and may throw
/// [dev.opsdeck.console.connection.ApiFailure]: called on background threads only.
interface Catalogue {

    Page<Product> page(ProductQuery query);

    ProductDetail detail(long id);

    /// Oldest first.
    Page<PricePoint> prices(long id);

    Page<TopProduct> top(int limit);

    Page<Source> sources();

    /// Changes the named fields of the product and leaves the others as they are.
    Product change(long id, Map<String, @Nullable Object> fields);

    /// The product stays for its history; no list of active products shows it any more.
    void archive(long id);
}
