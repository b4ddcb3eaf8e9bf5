/// The way from the network's threads to the JavaFX thread, here and nowhere else.
@NullMarked
package dev.opsdeck.console.live;

import org.jspecify.annotations.NullMarked;
