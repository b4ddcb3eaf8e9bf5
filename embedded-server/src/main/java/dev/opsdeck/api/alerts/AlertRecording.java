package dev.opsdeck.api.alerts;

import org.jspecify.annotations.Nullable;

/// The flight recording of the minutes before an alert became critical.
///
/// @param profile number of the profile that has it; null when there is none
/// @param remark  why there is none, or what is to be known of it; null: nothing
public record AlertRecording(
        @Nullable Long profile, @Nullable String remark) {}
