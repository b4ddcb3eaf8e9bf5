package dev.opsdeck.api.audits;

import dev.opsdeck.api.loadruns.LoadOutcome;
import dev.opsdeck.api.loadruns.LoadRun;
import org.jspecify.annotations.Nullable;

/// The latest run of the profile baseline beside an earlier one of the same target and the same load.
///
/// @param former  the one that is marked as baseline, else the one before; null when there is none to compare with
/// @param outcome what the comparison says of the latest; null without a former one
public record AuditRegression(
        LoadRun latest, @Nullable LoadRun former, @Nullable LoadOutcome outcome) {}
