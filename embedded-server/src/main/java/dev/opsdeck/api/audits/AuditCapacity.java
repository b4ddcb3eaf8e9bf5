package dev.opsdeck.api.audits;

/// What the server has, and how many users at once it is meant for.
///
/// @param dbMax          connections of the pool
/// @param memoryMaxBytes heap limit
/// @param usersAdvised   above so many users at once, sustained, it is time to scale out
public record AuditCapacity(int dbMax, long memoryMaxBytes, int usersAdvised) {}
