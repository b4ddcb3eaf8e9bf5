package dev.opsdeck.api.audits;

import java.util.List;

/// The alerts of a period.
///
/// @param alerts   by rule and severity, longest firing first
/// @param silences those that held in the period
public record AuditAlerts(List<AuditAlert> alerts, List<AuditSilence> silences) {

    public AuditAlerts {
        alerts = List.copyOf(alerts);
        silences = List.copyOf(silences);
    }
}
