package dev.opsdeck.console.ui;

/// What came of something that was asked for.
///
/// @param sentence empty while nothing is to be said
public record Outcome(State state, String sentence) {

    public static final Outcome NONE = new Outcome(State.OK, "");

    /// Tells of an export in the corner of the window.
    ///
    /// @param done a few words for when it succeeded
    public void tell(Notices notices, String done) {
        notices.show(state, state == State.OK ? done : "Not exported", sentence);
    }
}
