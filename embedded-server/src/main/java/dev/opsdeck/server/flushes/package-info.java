/// Flushes of the caches as experiments: each is kept with what followed it.
@NullMarked
package dev.opsdeck.server.flushes;

import org.jspecify.annotations.NullMarked;
