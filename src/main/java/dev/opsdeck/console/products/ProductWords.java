package dev.opsdeck.console.products;

import dev.opsdeck.api.products.Availability;
import dev.opsdeck.api.products.ProductSort;
import dev.opsdeck.api.products.ProductStatus;
import dev.opsdeck.console.ui.State;

/// What is said of a product. Pure functions, any thread.
final class ProductWords {

    /// What the figures mean, for those who ask.
    static final String TREND = "Views of the last 7 days against the 7 before, smoothed: 1 is no change.";

    static final String PROFIT = "Per 1,000 views, in the currency of the price.";

    private ProductWords() {}

    static State state(ProductStatus status) {
        return switch (status) {
            case ACTIVE -> State.OK;
            case INACTIVE -> State.WARNING;
            case ARCHIVED -> State.UNKNOWN;
        };
    }

    static String status(ProductStatus status) {
        return switch (status) {
            case ACTIVE -> "active";
            case INACTIVE -> "inactive";
            case ARCHIVED -> "archived";
        };
    }

    static String sort(ProductSort sort) {
        return switch (sort) {
            case TREND_SCORE -> "Trend, highest first";
            case PROFIT_SCORE -> "Profit, highest first";
            case TITLE -> "Title, A to Z";
            case PRICE -> "Price, lowest first";
            case PRICE_DESC -> "Price, highest first";
            case UPDATED_AT -> "Latest change first";
        };
    }

    static String availability(Availability availability) {
        return switch (availability) {
            case IN_STOCK -> "in stock";
            case OUT_OF_STOCK -> "out of stock";
            case PREORDER -> "preorder";
            case BACKORDER -> "backorder";
            case UNKNOWN -> "unknown";
        };
    }
}
