package dev.opsdeck.server.db;

/// The connection pool at one moment.
///
/// @param active  connections in use
/// @param max     size of the pool
/// @param waiting threads that wait for a connection
public record PoolFigures(int active, int max, int waiting) {}
