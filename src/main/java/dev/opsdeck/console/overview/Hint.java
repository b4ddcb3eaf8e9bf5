package dev.opsdeck.console.overview;

/// What the page says when there is little to show, and the button that helps.
///
/// @param sentence what is missing
/// @param button   what the button says; empty for none
record Hint(String sentence, String button) {}
