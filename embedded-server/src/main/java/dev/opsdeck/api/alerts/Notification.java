package dev.opsdeck.api.alerts;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One message to one channel. It is delivered at least once: a message whose receiver took it, but whose answer was
/// lost, is sent again with the same key.
///
/// @param id            rises with time
/// @param alertIds      the alerts that it tells of
/// @param sentAt        when the receiver took it
/// @param attempts      how often it was tried
/// @param nextAttemptAt when it is tried next; null when it is not tried any more
/// @param error         why the last attempt failed
/// @param dedupKey      by which a receiver knows a message that comes twice
public record Notification(
        long id,
        String channel,
        List<String> alertIds,
        NotificationEvent event,
        Instant createdAt,
        @Nullable Instant sentAt,
        int attempts,
        @Nullable Instant nextAttemptAt,
        NotificationState state,
        @Nullable String error,
        String dedupKey) {

    public Notification {
        alertIds = List.copyOf(alertIds);
    }
}
