package dev.opsdeck.console.analytics;

import dev.opsdeck.api.analytics.AnalyticsMetric;
import dev.opsdeck.api.analytics.Overview;
import dev.opsdeck.api.analytics.ProductRanking;
import dev.opsdeck.api.analytics.Revenue;
import dev.opsdeck.console.connection.AnalyticsApi;
import dev.opsdeck.console.connection.ApiClient;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/// What the page needs of one server. Every method blocks and may throw
/// [dev.opsdeck.console.connection.ApiFailure]: called on background threads only.
interface AnalyticsServer {

    /// @param to the last day; null for today
    Revenue days(int days, @Nullable LocalDate to);

    Overview overview(int days, LocalDate to);

    /// @param compareTo last day of the other period; null for none
    /// @param currency  null for the one with most sales
    ProductRanking products(
            int days,
            LocalDate to,
            @Nullable LocalDate compareTo,
            AnalyticsMetric sort,
            @Nullable String currency,
            int limit);

    /// That of the server behind a client.
    static AnalyticsServer of(ApiClient client) {
        AnalyticsApi api = client.analytics();
        return new AnalyticsServer() {
            @Override
            public Revenue days(int days, @Nullable LocalDate to) {
                return api.days(days, to);
            }

            @Override
            public Overview overview(int days, LocalDate to) {
                return api.overview(days, to);
            }

            @Override
            public ProductRanking products(
                    int days,
                    LocalDate to,
                    @Nullable LocalDate compareTo,
                    AnalyticsMetric sort,
                    @Nullable String currency,
                    int limit) {
                return api.products(days, to, compareTo, sort, currency, limit);
            }
        };
    }
}
