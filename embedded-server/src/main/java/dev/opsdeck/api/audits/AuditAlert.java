package dev.opsdeck.api.audits;

import dev.opsdeck.api.alerts.Severity;

/// How often a level of a rule fired on a server in a period.
///
/// @param server         whom the rule watched, as alerts name it
/// @param times          how many alerts fired in the period, those included that fired before it and went on
/// @param open           of those, still firing at its end
/// @param acknowledged   of those, seen by somebody
/// @param swallowed      of those, fired while a silence held: nobody was told
/// @param notifications  messages that went out
/// @param firingSeconds  how long they fired within the period, together
/// @param longestSeconds the longest one, within the period
public record AuditAlert(
        String rule,
        String server,
        Severity severity,
        int times,
        int open,
        int acknowledged,
        int swallowed,
        long notifications,
        double firingSeconds,
        double longestSeconds) {}
