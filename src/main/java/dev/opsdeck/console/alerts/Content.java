package dev.opsdeck.console.alerts;

/// What stands on a part of the page.
enum Content {
    LOADING,
    ROWS,
    /// There is nothing.
    EMPTY,
    /// There is nothing that fits the filter.
    NO_MATCH,
    /// Nothing could be read yet; the notice says why.
    FAILED
}
