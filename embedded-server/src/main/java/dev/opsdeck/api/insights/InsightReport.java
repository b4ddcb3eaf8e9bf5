package dev.opsdeck.api.insights;

import java.util.List;

/// What this server process has found out about itself. Kept in memory only.
///
/// @param data   what was found
/// @param checks every kind of look, so that nothing found is not taken for nothing looked at
public record InsightReport(List<Insight> data, List<Check> checks) {

    public InsightReport {
        data = List.copyOf(data);
        checks = List.copyOf(checks);
    }

    /// How far one kind of look is.
    ///
    /// @param enough whether there is enough to judge
    /// @param state  in a sentence: what was looked at
    public record Check(InsightKind kind, boolean enough, String state) {}
}
