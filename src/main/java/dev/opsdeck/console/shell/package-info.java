/// The window: server list, pages, top bar, banner, palette and status bar. The only package that knows the pages.
@NullMarked
package dev.opsdeck.console.shell;

import org.jspecify.annotations.NullMarked;
