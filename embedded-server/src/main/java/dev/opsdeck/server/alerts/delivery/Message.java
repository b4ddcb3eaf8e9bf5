package dev.opsdeck.server.alerts.delivery;

import dev.opsdeck.api.alerts.NotificationEvent;
import java.time.Instant;

/// A message on its way.
///
/// @param dedupKey by which the receiver knows one that comes twice
/// @param news     what it tells
record Message(String dedupKey, NotificationEvent event, Instant createdAt, News news) {}
