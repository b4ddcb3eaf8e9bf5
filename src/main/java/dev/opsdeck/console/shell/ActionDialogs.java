package dev.opsdeck.console.shell;

/// What opens when Sync and Load run are pressed; the server has been armed before if it needs that.
///
/// @param sync    opens the sync dialog
/// @param loadRun opens the dialog of a new load run
record ActionDialogs(Runnable sync, Runnable loadRun) {}
