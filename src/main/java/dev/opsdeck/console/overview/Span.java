package dev.opsdeck.console.overview;

import dev.opsdeck.console.ui.Formats;
import java.time.Duration;
import java.time.Instant;

/// Of which time the figures on the tiles are, in words.
///
/// @param counted below a figure of everything in a stretch: percentiles, rates, shares
/// @param seen    below a figure of a moment: connections, memory
/// @param told    a sentence for tooltips
record Span(String counted, String seen, String told) {

    /// Of the newest sample.
    static final Span LAST_MINUTE = new Span("last 60 s", "now", "Figures are those of the last 60 seconds. ");

    /// Of a moment that was not read from the server yet, or could not be.
    static final Span UNREAD = new Span("not read yet", "not read yet", "Not read from the server yet. ");

    /// How much the server looks back over for one figure.
    static final Duration MINUTE = Duration.ofSeconds(60);

    /// The minute that ended at a moment, as the tiles showed it then.
    ///
    /// @param tierSeconds how long the samples last that the history still has of then
    static Span minuteTo(Instant at, int tierSeconds, Formats formats) {
        String clock = formats.clockSeconds(at);
        return new Span(
                "60 s to " + clock,
                tierSeconds == 1 ? "at " + clock : tierSeconds + " s to " + clock,
                "Figures are those of the 60 seconds to " + formats.full(at) + ". ");
    }

    /// A bucket of the charts.
    static Span bucket(Instant from, Instant to, Formats formats) {
        boolean brief = Duration.between(from, to).compareTo(MINUTE) < 0;
        String stretch = brief
                ? formats.clockSeconds(from) + "\u2013" + formats.clockSeconds(to)
                : formats.clock(from) + "\u2013" + formats.clock(to);
        return new Span(
                Formats.duration(Duration.between(from, to)) + ", " + stretch,
                "mean, " + stretch,
                "Figures are those of " + formats.full(from) + " to " + formats.clockSeconds(to)
                        + ", a point of the chart: percentiles of all its requests, means of all else. ");
    }
}
