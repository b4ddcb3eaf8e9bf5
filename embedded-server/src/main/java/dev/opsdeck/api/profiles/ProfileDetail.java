package dev.opsdeck.api.profiles;

import org.jspecify.annotations.Nullable;

/// A profile and what it says.
///
/// @param figures null until it is done
public record ProfileDetail(Profile profile, @Nullable ProfileFigures figures) {}
