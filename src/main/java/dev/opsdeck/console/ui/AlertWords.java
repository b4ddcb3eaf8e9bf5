package dev.opsdeck.console.ui;

import dev.opsdeck.api.alerts.Alert;
import dev.opsdeck.api.alerts.AlertState;
import dev.opsdeck.api.alerts.RuleMetric;
import dev.opsdeck.api.alerts.Severity;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Alerts in words, the same on all pages. Pure functions.
public final class AlertWords {

    /// How a backend inside a console calls itself.
    private static final String LOCAL = "local";

    /// Three decimals would not be two digits.
    private static final double SMALL = 0.01;

    private static final MathContext TWO_DIGITS = new MathContext(2, RoundingMode.HALF_UP);

    private AlertWords() {}

    public static State state(Severity severity) {
        return severity == Severity.CRITICAL ? State.CRITICAL : State.WARNING;
    }

    /// What is pending is not bad yet, what is over not bad any more.
    public static State state(Alert alert) {
        return switch (alert.state()) {
            case PENDING -> State.UNKNOWN;
            case FIRING -> state(alert.severity());
            case RESOLVED -> State.OK;
        };
    }

    /// The word beside the shape.
    public static String word(Alert alert) {
        return switch (alert.state()) {
            case PENDING -> "pending";
            case FIRING -> state(alert.severity()).word();
            case RESOLVED -> "over";
        };
    }

    /// A value in a rule's unit: `612 ms`, `0.52 %`, `40`.
    public static String value(@Nullable Double value, String unit) {
        if (value == null) {
            return Formats.NONE;
        }
        String figure = figure(value);
        return switch (unit) {
            case "1" -> figure;
            case "1/s" -> figure + " req/s";
            default -> figure + " " + unit;
        };
    }

    /// A threshold of a few microseconds is none of `<0.001`.
    private static String figure(double value) {
        return value != 0 && Math.abs(value) < SMALL
                ? BigDecimal.valueOf(value).round(TWO_DIGITS).toPlainString()
                : Formats.figure(value);
    }

    /// `612 ms, threshold 500 ms`; of what only is or is not, which: `no answer`.
    public static String against(Alert alert) {
        String words = yesOrNo(alert.metric(), alert.threshold(), alert.value());
        if (words != null) {
            return words;
        }
        if (alert.value() == null) {
            String limit = threshold(alert);
            return limit.isEmpty() ? "no value" : "no value, " + limit;
        }
        return value(alert.value(), alert.unit()) + ", threshold " + value(alert.threshold(), alert.unit());
    }

    /// `threshold 500 ms`; empty of what only is or is not.
    public static String threshold(Alert alert) {
        return yesOrNo(alert.metric(), alert.threshold(), 1.0) == null
                ? "threshold " + value(alert.threshold(), alert.unit())
                : "";
    }

    /// What a metric of two values says; null for one of many values.
    ///
    /// @param threshold zero or one; with any other somebody counts
    public static @Nullable String yesOrNo(String metric, double threshold, @Nullable Double value) {
        return value == null
                ? null
                : RuleMetric.of(metric)
                        .flatMap(known -> known.said(threshold, value))
                        .orElse(null);
    }

    /// `since 17:46, for 16 min`.
    public static String since(Instant since, Instant now, Formats formats) {
        return "since " + formats.moment(since, now) + ", for " + Formats.duration(whole(Duration.between(since, now)));
    }

    /// How long it fired, or fires until now.
    public static String lasted(Alert alert, Instant now) {
        Instant begin = alert.firingSince() == null ? alert.pendingSince() : alert.firingSince();
        return Formats.duration(whole(Duration.between(begin, alert.resolvedAt() == null ? now : alert.resolvedAt())));
    }

    /// The server as the list names it.
    public static String server(String name) {
        return name.equals(LOCAL) ? "This computer" : name;
    }

    /// Who has taken care, or why nobody is told; empty when neither.
    public static String handled(Alert alert, Instant now, Formats formats) {
        StringBuilder words = new StringBuilder();
        if (alert.acknowledgedBy() != null) {
            words.append("acknowledged by ").append(alert.acknowledgedBy());
            if (alert.acknowledgedAt() != null) {
                words.append(" at ").append(formats.moment(alert.acknowledgedAt(), now));
            }
        }
        if (alert.silencedBy() != null) {
            words.append(words.isEmpty() ? "" : ", ").append("silenced");
        }
        if (alert.inhibitedBy() != null) {
            words.append(words.isEmpty() ? "" : ", ").append("said by a worse alert");
        }
        return words.toString();
    }

    /// Whether somebody still has to look at it.
    public static boolean unattended(Alert alert) {
        return alert.state() == AlertState.FIRING && alert.acknowledgedBy() == null && alert.silencedBy() == null;
    }

    private static Duration whole(Duration duration) {
        return Duration.ofSeconds(duration.toSeconds());
    }
}
