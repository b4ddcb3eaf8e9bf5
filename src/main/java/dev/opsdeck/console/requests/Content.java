package dev.opsdeck.console.requests;

/// What stands on a part of the page.
enum Content {
    LOADING,
    ROWS,
    /// Nothing of that kind.
    EMPTY,
    /// Nothing that fits the filter.
    NO_MATCH,
    /// Nothing could be read yet; the notice says why.
    FAILED
}
