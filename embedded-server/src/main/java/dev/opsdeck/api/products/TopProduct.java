package dev.opsdeck.api.products;

import java.math.BigDecimal;

/// A row of the top list: only what the list shows.
public record TopProduct(
        long id, String title, BigDecimal price, String currency, double trendScore, double profitScore) {}
