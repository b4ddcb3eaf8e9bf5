/// Work that must not block the window.
@NullMarked
package dev.opsdeck.console.task;

import org.jspecify.annotations.NullMarked;
