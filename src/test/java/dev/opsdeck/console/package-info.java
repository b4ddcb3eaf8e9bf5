/// Tests of the console as a whole.
@NullMarked
package dev.opsdeck.console;

import org.jspecify.annotations.NullMarked;
