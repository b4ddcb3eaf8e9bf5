package dev.opsdeck.console.overview;

import dev.opsdeck.api.alerts.Alert;
import java.util.List;

/// What the alert strip shows.
///
/// @param open that fire, the worst first
/// @param past whether that was so then, not now
record ShownAlerts(List<Alert> open, boolean past) {

    ShownAlerts {
        open = List.copyOf(open);
    }
}
