package dev.opsdeck.server.alerts.delivery;

import dev.opsdeck.api.alerts.NotificationEvent;

/// A message that is to be written to the outbox.
record Draft(String channel, NotificationEvent event, String dedupKey, News news) {}
