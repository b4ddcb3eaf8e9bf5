/// What all pages are drawn with: theme, tiles, charts, formats, notices, file dialogs. Knows no page and no server.
/// Everything here is used on the FX thread, but for [dev.opsdeck.console.ui.Formats] and the other pure functions.
@NullMarked
package dev.opsdeck.console.ui;

import org.jspecify.annotations.NullMarked;
