/// What the console says outside its window: the icon beside the system's clock, and messages about critical alerts.
@NullMarked
package dev.opsdeck.console.desktop;

import org.jspecify.annotations.NullMarked;
