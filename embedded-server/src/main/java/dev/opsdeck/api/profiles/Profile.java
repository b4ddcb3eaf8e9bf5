package dev.opsdeck.api.profiles;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A profile of one server process in a list.
///
/// @param node      the server that made it, which has its file
/// @param askedBy   who asked for it; null when an alert did
/// @param alertId   the critical alert that it was kept for; null when somebody asked
/// @param beganAt   begin of what is recorded
/// @param endedAt   its end; null while it is recorded, and when it broke off
/// @param seconds   how long it is, or is to be
/// @param samples   looks that were taken at running threads
/// @param fileBytes length of its file; 0 when there is none
/// @param failure   why it failed, as a sentence; null when it has not
public record Profile(
        long id,
        String node,
        ProfileReason reason,
        @Nullable String askedBy,
        @Nullable String alertId,
        ProfileState state,
        Instant beganAt,
        @Nullable Instant endedAt,
        int seconds,
        long samples,
        long fileBytes,
        @Nullable String failure) {}
