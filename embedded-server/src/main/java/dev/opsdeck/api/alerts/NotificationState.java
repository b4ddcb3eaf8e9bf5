package dev.opsdeck.api.alerts;

import com.fasterxml.jackson.annotation.JsonProperty;

/// How far a notification is.
public enum NotificationState {
    /// Not delivered yet; it is tried again until it is.
    @JsonProperty("waiting")
    WAITING,
    /// The receiver took it.
    @JsonProperty("sent")
    SENT,
    /// The receiver refused it, or it was given up; the reason is with it.
    @JsonProperty("failed")
    FAILED
}
