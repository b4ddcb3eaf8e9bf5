package dev.opsdeck.api.profiles;

/// A part of a whole.
///
/// @param name  what it is
/// @param share from 0 to 1
public record ProfileShare(String name, double share) {}
