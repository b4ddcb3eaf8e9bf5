package dev.opsdeck.api.audits;

import java.util.List;

/// What was measured in a period.
///
/// @param nodes the servers that measured
/// @param days  each day of the period, also those of which nothing is known
public record MeasuredPeriod(Measured whole, List<Measured> days, List<String> nodes) {

    public MeasuredPeriod {
        days = List.copyOf(days);
        nodes = List.copyOf(nodes);
    }
}
