package dev.opsdeck.console.live;

import dev.opsdeck.api.alerts.Alert;
import dev.opsdeck.console.connection.Connection;

/// An alert that fires and nobody has silenced.
///
/// @param about  the server of the list that it is about
/// @param source the one that raised it; the same, but for what this computer's backend sees of a remote server
public record Firing(Connection about, Connection source, Alert alert) {}
