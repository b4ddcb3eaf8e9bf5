package dev.opsdeck.console.shell;

import dev.opsdeck.console.alerts.AlertsPage;
import java.util.function.LongConsumer;

/// What opens when Sync and Load run are pressed, where the server has been armed before if it needs that; what can
/// be done about alerts; and what one page may open on another.
///
/// @param sync        opens the sync dialog
/// @param loadRun     opens the dialog of a new load run
/// @param rampRun     the same with a ramp run chosen
/// @param alerts      arms by itself where that is needed
/// @param openProfile shows the Requests page with the profile of that number
/// @param openProduct shows the Products page with the product of that number
record ActionDialogs(
        Runnable sync,
        Runnable loadRun,
        Runnable rampRun,
        AlertsPage alerts,
        LongConsumer openProfile,
        LongConsumer openProduct) {}
