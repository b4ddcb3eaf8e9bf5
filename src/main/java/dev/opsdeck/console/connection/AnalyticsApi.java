package dev.opsdeck.console.connection;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.opsdeck.api.analytics.AnalyticsEvent;
import dev.opsdeck.api.analytics.AnalyticsMetric;
import dev.opsdeck.api.analytics.EventsAccepted;
import dev.opsdeck.api.analytics.Overview;
import dev.opsdeck.api.analytics.ProductRanking;
import dev.opsdeck.api.analytics.Revenue;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The calls of the contract about what became of the catalogue. Every method blocks and throws [ApiFailure]; call them
/// on [dev.opsdeck.console.task.BackgroundTasks] only.
///
/// A server of an older version passes over what it does not know: whoever asks for days compares them with those of
/// the answer.
public final class AnalyticsApi {

    private final Http http;

    AnalyticsApi(Http http) {
        this.http = http;
    }

    /// `GET /analytics/revenue`: figures by day.
    ///
    /// @param days 1 to 365
    /// @param to   the last of them; null for today
    public Revenue days(int days, @Nullable LocalDate to) {
        return http.get(period("revenue", days, to), new TypeReference<>() {});
    }

    /// `GET /analytics/overview`: totals and platforms.
    public Overview overview(int days, LocalDate to) {
        return http.get(period("overview", days, to), new TypeReference<>() {});
    }

    /// `GET /analytics/products`: those that come first.
    ///
    /// @param compareTo last day of as many days to compare with; null for none
    /// @param currency  what revenue is in; null for the currency with most sales
    /// @param limit     1 to 100
    public ProductRanking products(
            int days,
            LocalDate to,
            @Nullable LocalDate compareTo,
            AnalyticsMetric sort,
            @Nullable String currency,
            int limit) {
        var url = period("products", days, to)
                .with("compareTo", compareTo)
                .with("sort", http.name(AnalyticsMetric.class, sort))
                .with("currency", currency)
                .with("limit", limit);
        return http.get(url, new TypeReference<>() {});
    }

    /// `POST /analytics/events`.
    public EventsAccepted send(List<AnalyticsEvent> events) {
        return http.send("POST", http.path("analytics/events"), events, new TypeReference<>() {});
    }

    private Http.Url period(String figures, int days, @Nullable LocalDate to) {
        return http.path("analytics/" + figures).with("period", days + "d").with("to", to);
    }
}
