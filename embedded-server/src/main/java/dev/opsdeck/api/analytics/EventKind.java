package dev.opsdeck.api.analytics;

import com.fasterxml.jackson.annotation.JsonProperty;

/// What can happen to a product or on a platform.
public enum EventKind {
    @JsonProperty("view")
    VIEW,
    @JsonProperty("click")
    CLICK,
    /// A sale, with its amount.
    @JsonProperty("conversion")
    CONVERSION,
    @JsonProperty("video_generated")
    VIDEO_GENERATED,
    @JsonProperty("publication_created")
    PUBLICATION_CREATED
}
