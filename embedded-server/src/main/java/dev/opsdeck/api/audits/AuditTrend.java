package dev.opsdeck.api.audits;

/// A straight line through the values of the days, by least squares.
///
/// @param unit     of the values, as in [AuditFigure]
/// @param days     how many days had a value
/// @param perDay   slope
/// @param residual standard deviation of the values around the line, with two degrees of freedom less than days
/// @param clear    whether the line rises or falls over its days by more than twice the residual
public record AuditTrend(
        String metric, String title, String unit, int days, double perDay, double residual, boolean clear) {}
