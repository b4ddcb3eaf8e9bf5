package dev.opsdeck.server.alerts.delivery;

import java.time.Instant;

/// That a channel was told that an alert fires.
///
/// @param acknowledged whether it was told of that, too
/// @param at           when it was last told that it fires
record Told(String channel, String alertId, boolean acknowledged, Instant at) {}
