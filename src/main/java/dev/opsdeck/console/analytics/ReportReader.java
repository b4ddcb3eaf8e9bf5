package dev.opsdeck.console.analytics;

import dev.opsdeck.api.analytics.AnalyticsMetric;
import dev.opsdeck.api.analytics.Overview;
import dev.opsdeck.api.analytics.ProductRanking;
import dev.opsdeck.api.analytics.Revenue;
import dev.opsdeck.console.connection.ApiFailure;
import dev.opsdeck.console.connection.Failure.Rejected;
import java.time.LocalDate;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Reads a report, and makes sure that every answer is about the days that were asked for. Blocks; background threads.
final class ReportReader {

    /// Products in the table.
    static final int LIMIT = 50;

    private ReportReader() {}

    /// What came of it.
    sealed interface Outcome {

        record Read(Report report) implements Outcome {}

        /// The server does not know of periods that end on another day than today, or of products in an order.
        record TooOld() implements Outcome {}
    }

    /// An answer that is not about the days asked for.
    private static final class OtherDays extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    /// @param currency of revenue; null for the one with most sales
    /// @throws ApiFailure when the server cannot be read
    static Outcome read(AnalyticsServer server, Wanted wanted, AnalyticsMetric metric, @Nullable String currency) {
        try {
            Revenue days = checked(server.days(wanted.days(), wanted.to()), wanted.days(), wanted.to());
            // From here on with the days that it has, so that all is of the same days at midnight too.
            LocalDate from = days.from();
            LocalDate to = days.to();
            int length = Wanted.days(from, to);
            String remark = length == wanted.days()
                    ? ""
                    : "The server keeps no figures of before " + AnalyticsWords.day(from)
                            + ": the period begins there.";
            LocalDate otherTo = wanted.against().to(from, to);
            Revenue before = null;
            if (otherTo != null) {
                before = before(server, length, otherTo).orElse(null);
                if (before == null) {
                    remark = joined(remark, notCompared(otherTo.minusDays(length - 1L), otherTo));
                    otherTo = null;
                }
            }
            Overview overview = overview(server, length, to);
            Overview earlier = otherTo == null ? null : overview(server, length, otherTo);
            ProductRanking products = server.products(length, to, otherTo, metric, currency, LIMIT);
            if (!products.from().equals(from)
                    || !products.to().equals(to)
                    || !Objects.equals(products.comparedTo(), otherTo)) {
                throw new OtherDays();
            }
            return new Outcome.Read(new Report(days, before, overview, earlier, products, remark));
        } catch (OtherDays e) {
            return new Outcome.TooOld();
        } catch (ApiFailure e) {
            // It has no list of products.
            if (e.failure() instanceof Rejected rejected && rejected.status() == 404) {
                return new Outcome.TooOld();
            }
            throw e;
        }
    }

    /// Empty when the server does not have all of these days, or counted nothing on them.
    private static Optional<Revenue> before(AnalyticsServer server, int length, LocalDate to) {
        try {
            Revenue before = checked(server.days(length, to), length, to);
            boolean whole = Wanted.days(before.from(), before.to()) == length;
            boolean counted =
                    before.days().stream().anyMatch(day -> day.views() + day.clicks() + day.conversions() > 0);
            return whole && counted ? Optional.of(before) : Optional.empty();
        } catch (ApiFailure e) {
            // Refused because it is too long ago.
            if (e.failure() instanceof Rejected rejected && rejected.status() == 400) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private static Overview overview(AnalyticsServer server, int length, LocalDate to) {
        Overview overview = server.overview(length, to);
        if (!overview.to().equals(to) || Wanted.days(overview.from(), to) != length) {
            throw new OtherDays();
        }
        return overview;
    }

    /// @param to null for whatever day is today on the server
    private static Revenue checked(Revenue days, int length, @Nullable LocalDate to) {
        boolean asked = to == null || days.to().equals(to);
        if (!asked || Wanted.days(days.from(), days.to()) > length) {
            throw new OtherDays();
        }
        return days;
    }

    private static String notCompared(LocalDate from, LocalDate to) {
        return "There is nothing to compare with: the server has no figures of all of "
                + AnalyticsWords.stretch(from, to) + ".";
    }

    private static String joined(String one, String other) {
        return one.isEmpty() ? other : one + " " + other;
    }
}
