/// Tests of live.
@NullMarked
package dev.opsdeck.console.desktop;

import org.jspecify.annotations.NullMarked;
