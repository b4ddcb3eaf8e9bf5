/// Tests of store.
@NullMarked
package dev.opsdeck.console.store;

import org.jspecify.annotations.NullMarked;
