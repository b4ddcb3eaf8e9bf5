package dev.opsdeck.server.db;

/// Which database it is. SQL runs on both wherever it can.
public enum Dialect {
    H2,
    POSTGRESQL
}
