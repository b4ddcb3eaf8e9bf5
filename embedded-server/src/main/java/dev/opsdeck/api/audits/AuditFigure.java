package dev.opsdeck.api.audits;

import org.jspecify.annotations.Nullable;

/// A figure of the period beside that of the one before it.
///
/// @param metric name, such as `http.request.duration.p95`
/// @param title  in words
/// @param unit   `ms`, `1/s`, `1` (a share or a count) or `bytes`
/// @param value  null when there was nothing to measure
/// @param former of the period before; null when there was nothing to measure
/// @param change of the value against the former one, 0.1 is 10 % more; null when one of them is missing or the
///               former is zero
public record AuditFigure(
        String metric,
        String title,
        String unit,
        @Nullable Double value,
        @Nullable Double former,
        @Nullable Double change) {}
