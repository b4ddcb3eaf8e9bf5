package dev.opsdeck.console.ui;

/// What a page's controller may do when the shell tells it something. JavaFX thread only. All but empty by default.
public interface PageView {

    /// The page becomes visible.
    default void shown() {}

    /// Another page takes its place; work that only serves the eye should rest.
    default void hidden() {}

    /// The user pressed `/`: put the cursor into the page's search field, if it has one.
    default void search() {}

    /// The user pressed `Y`: draw the same time yesterday, if the page can, or no longer.
    default void yesterday() {}

    /// Whether what is shown is over: keys that mean what is so now then rest.
    default boolean looksBack() {
        return false;
    }

    /// The user pressed Esc: go one step back inside the page (close a detail).
    ///
    /// @return false when there was nothing to go back from
    default boolean back() {
        return false;
    }
}
