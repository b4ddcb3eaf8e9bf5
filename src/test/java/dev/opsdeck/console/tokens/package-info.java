@NullMarked
package dev.opsdeck.console.tokens;

import org.jspecify.annotations.NullMarked;
