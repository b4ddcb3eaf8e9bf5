package dev.opsdeck.console.shell;

import java.util.function.Supplier;

/// A page of the list. Its key is its place: Ctrl+1 for the first.
///
/// @param id         for settings and file names, such as `load-runs`
/// @param title      as in the list
/// @param icon       a literal of the Feather icons, such as `fth-activity`
/// @param fxml       its view, absolute on the class path
/// @param controller makes the controller; called once, when the page is first shown
public record Page(String id, String title, String icon, String fxml, Supplier<?> controller) {}
