package dev.opsdeck.server.alerts;

import dev.opsdeck.api.alerts.Alert;
import dev.opsdeck.api.alerts.AlertState;
import dev.opsdeck.api.alerts.RuleMetric;
import dev.opsdeck.api.alerts.Severity;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/// Which alerts say what another one says already: that a server is unreachable says everything about it, and the
/// critical level of a rule says what its warning says. A pure function.
public final class Inhibition {

    private Inhibition() {}

    /// The firing alert that makes `alert` needless to tell, among these.
    public static Optional<Alert> of(Alert alert, Collection<Alert> others) {
        return others.stream()
                .filter(other -> other.state() == AlertState.FIRING && covers(other, alert))
                .findFirst();
    }

    /// The same alerts, each with the one that inhibits it.
    static List<Alert> marked(List<Alert> alerts, Collection<Alert> others) {
        return alerts.stream()
                .map(alert -> alert.state() == AlertState.RESOLVED
                        ? alert
                        : of(alert, others)
                                .map(other -> OpenAlert.inhibited(alert, other.id()))
                                .orElse(alert))
                .toList();
    }

    private static boolean covers(Alert other, Alert alert) {
        if (!other.server().equals(alert.server()) || other.id().equals(alert.id())) {
            return false;
        }
        boolean unreachable = other.metric().equals(RuleMetric.UNREACHABLE.key());
        return (unreachable && !alert.metric().equals(other.metric()))
                || (other.rule().equals(alert.rule()) && worse(other, alert));
    }

    private static boolean worse(Alert other, Alert alert) {
        return other.severity() == Severity.CRITICAL && alert.severity() == Severity.WARNING;
    }
}
