/// The console: start, wiring, and the loading of views.
@NullMarked
package dev.opsdeck.console;

import org.jspecify.annotations.NullMarked;
