package dev.opsdeck.api.products;

import dev.opsdeck.api.analytics.ProductDay;
import org.jspecify.annotations.Nullable;

/// One product with its latest analytics.
///
/// @param latest the last day that has figures, or null when there was none yet
public record ProductDetail(Product product, @Nullable ProductDay latest) {}
