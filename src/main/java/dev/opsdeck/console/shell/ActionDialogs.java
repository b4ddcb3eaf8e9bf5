package dev.opsdeck.console.shell;

import dev.opsdeck.console.alerts.AlertsPage;

/// What opens when Sync and Load run are pressed, where the server has been armed before if it needs that; and
/// what can be done about alerts.
///
/// @param sync    opens the sync dialog
/// @param loadRun opens the dialog of a new load run
/// @param alerts  arms by itself where that is needed
record ActionDialogs(Runnable sync, Runnable loadRun, AlertsPage alerts) {}
