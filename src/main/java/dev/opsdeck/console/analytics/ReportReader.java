package dev.opsdeck.console.analytics;

import dev.opsdeck.api.analytics.AnalyticsMetric;
import dev.opsdeck.api.analytics.Overview;
import dev.opsdeck.api.analytics.ProductRanking;
import dev.opsdeck.api.analytics.Revenue;
import dev.opsdeck.console.connection.ApiFailure;
import dev.opsdeck.console.connection.Failure.Rejected;
import java.time.LocalDate;
import java.util.Objects;
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
            Other other = otherTo == null ? new Other(null, "") : other(server, length, otherTo);
            Revenue before = other.days();
            otherTo = before == null ? null : before.to();
            remark = (remark + " " + other.remark()).strip();
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

    /// The days to compare with.
    ///
    /// @param days   null when they are not there
    /// @param remark then why; empty when nobody asked for them
    private record Other(@Nullable Revenue days, String remark) {}

    private static Other other(AnalyticsServer server, int length, LocalDate to) {
        String stretch = AnalyticsWords.stretch(to.minusDays(length - 1L), to);
        Other notKept = new Other(
                null, "There is nothing to compare with: the server does not have all of " + stretch + " any more.");
        try {
            Revenue days = checked(server.days(length, to), length, to);
            if (Wanted.days(days.from(), days.to()) < length) {
                return notKept;
            }
            boolean counted = days.days().stream().anyMatch(day -> day.views() + day.clicks() + day.conversions() > 0);
            return counted
                    ? new Other(days, "")
                    : new Other(null, "There is nothing to compare with: nothing was counted in " + stretch + ".");
        } catch (ApiFailure e) {
            // Refused because it is too long ago.
            if (e.failure() instanceof Rejected rejected && rejected.status() == 400) {
                return notKept;
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
}
