package dev.opsdeck.api.audits;

import java.time.Instant;
import java.util.List;

/// A line over the days of the period. A day of which nothing is known has no point.
///
/// @param unit what the values are in, as it is written beside them
/// @param from left edge
/// @param to   right edge
public record AuditChart(String title, String unit, Instant from, Instant to, List<AuditPoint> points) {

    public AuditChart {
        points = List.copyOf(points);
    }
}
