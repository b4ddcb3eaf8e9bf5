/// Caches in memory with figures and flush. Knows no feature.
@NullMarked
package dev.opsdeck.server.cache;

import org.jspecify.annotations.NullMarked;
