/// Tests of live.
@NullMarked
package dev.opsdeck.console.live;

import org.jspecify.annotations.NullMarked;
