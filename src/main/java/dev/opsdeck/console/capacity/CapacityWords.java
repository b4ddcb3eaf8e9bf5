package dev.opsdeck.console.capacity;

import dev.opsdeck.api.capacity.CapacityPeaks;
import dev.opsdeck.api.capacity.CapacityReport;
import dev.opsdeck.api.capacity.CapacityState;
import dev.opsdeck.api.capacity.FitQuality;
import dev.opsdeck.api.capacity.Headroom;
import dev.opsdeck.api.capacity.PlanLevel;
import dev.opsdeck.api.capacity.ScalabilityFit;
import dev.opsdeck.api.capacity.ScalabilityFit.Curve;
import dev.opsdeck.api.capacity.ScalabilityFit.Peak;
import dev.opsdeck.api.capacity.ScalabilityFit.Point;
import dev.opsdeck.console.ui.Formats;
import dev.opsdeck.console.ui.State;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.DoubleFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The words of the Capacity page. Pure but for the clock.
record CapacityWords(Formats formats, InstantSource clock) {

    private static final Pattern PLACE = Pattern.compile("(phases|items)\\[(\\d+)]\\..*");
    private static final MathContext TWO_DIGITS = new MathContext(2);

    static State state(CapacityState state) {
        return switch (state) {
            case OK -> State.OK;
            case WARNING -> State.WARNING;
            case CRITICAL -> State.CRITICAL;
            case UNKNOWN -> State.UNKNOWN;
        };
    }

    static State state(FitQuality quality) {
        return switch (quality) {
            case GOOD -> State.OK;
            case POOR -> State.WARNING;
            case NONE -> State.UNKNOWN;
        };
    }

    static String quality(FitQuality quality) {
        return switch (quality) {
            case GOOD -> "good fit";
            case POOR -> "poor fit: do not rely on it";
            case NONE -> "no fit";
        };
    }

    /// Of which runs, and how the concurrency comes about.
    String origin(CapacityReport report) {
        if (report.runs().isEmpty()) {
            return "";
        }
        String runs = report.runs().stream()
                .map(run -> "#" + run.id() + " (" + formats.moment(run.startedAt(), clock.instant()) + ")")
                .collect(Collectors.joining(", "));
        return "Ramp run " + runs
                + ", made by the server of itself. Concurrency is throughput times mean response time (Little's law).";
    }

    /// What the parameters of the curve mean, a sentence each; none when the curve is not to be relied on.
    static List<String> parameters(ScalabilityFit fit) {
        List<String> words = new ArrayList<>();
        Curve curve = fit.curve();
        if (curve == null || fit.quality() != FitQuality.GOOD) {
            return words;
        }
        Peak peak = curve.peak();
        if (peak != null) {
            words.add("Most throughput: " + rate(peak.perSecond()) + " with " + Formats.figure(peak.concurrency())
                    + " requests at once" + (peak.measured() ? "." : ", a guess beyond what was measured."));
        }
        words.add("λ = " + rate(curve.lambda()) + error(curve.lambdaError(), Formats::figure)
                + ": throughput of one request at a time.");
        words.add("Contention σ = " + small(curve.sigma()) + error(curve.sigmaError(), CapacityWords::small) + ": "
                + (curve.sigma() == 0
                        ? "nothing was found that has to wait in line."
                        : curve.sigma() < 1
                                ? percent(curve.sigma()) + " of the work is done one after the other, however much is"
                                        + " added."
                                : "requests wait for one another so much that more at once gives less."));
        words.add("Coherency κ = " + small(curve.kappa()) + error(curve.kappaError(), CapacityWords::small) + ": "
                + (curve.kappa() == 0
                        ? "no cost of keeping requests consistent with one another was found."
                        : "each pair of requests under way costs " + small(curve.kappa() * 100)
                                + " % of a request more, and in the end throughput falls."));
        words.add("The curve explains " + percent(Math.max(0, curve.rSquared()))
                + " of how the throughput varies (R²); the residuals have a standard deviation of "
                + rate(curve.residualError()) + ".");
        return words;
    }

    private static String error(@Nullable Double error, DoubleFunction<String> words) {
        return error == null ? "" : " ± " + words.apply(error);
    }

    /// Two digits, however small.
    static String small(double value) {
        if (value == 0) {
            return "0";
        }
        return new BigDecimal(value).round(TWO_DIGITS).stripTrailingZeros().toPlainString();
    }

    static String point(Point point) {
        return "Step " + point.step() + " of run #" + point.run() + ": " + rate(point.askedPerSecond()) + " asked, "
                + rate(point.perSecond()) + " answered with " + Formats.figure(point.concurrency())
                + " at once, mean " + Formats.millis(point.meanMillis()).text() + ", p95 "
                + Formats.millis(point.p95Millis()).text()
                + (point.fitted() == null ? "" : "; the curve says " + rate(point.fitted()))
                + (point.leftOut() == null ? "." : ". Not in the fit: " + point.leftOut());
    }

    /// `100 of 400 req/s`.
    static String headroom(Headroom row) {
        if (row.used() == null && row.limit() == null) {
            return Formats.NONE;
        }
        return amount(row.used(), row.unit()) + " of " + amount(row.limit(), row.unit());
    }

    static String amount(@Nullable Double value, String unit) {
        if (value == null) {
            return Formats.NONE;
        }
        return switch (unit) {
            case "1/s" -> rate(value);
            case "ms" -> Formats.millis(value).text();
            case "bytes" -> Formats.bytes(value).text();
            case "share" -> percent(value);
            default -> value == Math.rint(value) ? Formats.count(Math.round(value)) : Formats.figure(value);
        };
    }

    static String share(Headroom row) {
        return row.share() == null ? Formats.NONE : percent(row.share());
    }

    /// How full the server is at most, in one sentence.
    static String now(CapacityReport report) {
        return report.headroom().stream()
                .filter(row -> row.key().equals("throughput"))
                .findFirst()
                .map(row -> row.share() == null
                        ? "How much of the capacity is in use is not known."
                        : "Now at most " + percent(row.share()) + " of the capacity is in use.")
                .orElse("");
    }

    /// How far back and how much of that was measured.
    String measured(CapacityPeaks peaks) {
        long days = Math.max(1, Duration.between(peaks.from(), peaks.to()).toDays());
        return "Peaks of one server in the last " + days + " days, of which "
                + Formats.duration(Duration.ofMinutes(peaks.minutes())) + " were measured"
                + (peaks.loadMinutes() == 0
                        ? "."
                        : ", " + Formats.duration(Duration.ofMinutes(peaks.loadMinutes()))
                                + " of it with a load run, which is no everyday use.");
    }

    static String level(PlanLevel level) {
        return level.name().toLowerCase(Locale.ROOT);
    }

    static String money(BigDecimal amount, String currency) {
        return amount.stripTrailingZeros().scale() <= 0
                ? amount.setScale(0, RoundingMode.UNNECESSARY).toPlainString() + " " + currency
                : amount.setScale(Math.max(2, amount.scale()), RoundingMode.UNNECESSARY)
                                .toPlainString()
                        + " " + currency;
    }

    /// With the row that the field is in.
    static String fault(String field, String sentence) {
        Matcher place = PLACE.matcher(field);
        if (!place.matches()) {
            return sentence;
        }
        String row = place.group(1).equals("phases") ? "Phase " : "Item ";
        return row + (Integer.parseInt(place.group(2)) + 1) + ": " + sentence;
    }

    private static String percent(double share) {
        return Formats.percent(share).trimmed().text();
    }

    private static String rate(double perSecond) {
        return Formats.rate(perSecond).text();
    }
}
