package dev.opsdeck.console.shell;

/// Something the palette can do and the cheat sheet explains.
///
/// @param title  a verb and its object, or the name of a page or server
/// @param kind   a word for the group: `Action`, `Page` or `Server`
/// @param keys   as printed on the keyboard; empty when it has none
/// @param run    does it
record Action(String title, String kind, String keys, Runnable run) {}
