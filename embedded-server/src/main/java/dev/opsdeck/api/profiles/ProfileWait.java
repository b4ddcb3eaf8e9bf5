package dev.opsdeck.api.profiles;

/// Where threads waited for others.
///
/// @param name   what they waited for, and in which line
/// @param times  how many waits were long enough to be recorded
/// @param millis of these together
public record ProfileWait(String name, long times, double millis) {}
