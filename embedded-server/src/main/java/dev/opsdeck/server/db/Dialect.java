package dev.opsdeck.server.db;

/// Which database it is. SQL runs on both wherever it can.
public enum Dialect {
    H2("H2"),
    POSTGRESQL("PostgreSQL");

    private final String label;

    Dialect(String label) {
        this.label = label;
    }

    /// Its name as people write it.
    public String label() {
        return label;
    }
}
