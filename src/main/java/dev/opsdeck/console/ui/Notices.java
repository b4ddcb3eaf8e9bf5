package dev.opsdeck.console.ui;

/// A short message in the corner of the window, for the end of something the operator started and is no longer
/// looking at. What needs an answer or lasts is a banner, not a notice. FX thread.
@FunctionalInterface
public interface Notices {

    /// @param title a few words
    /// @param text  one sentence
    void show(State state, String title, String text);
}
