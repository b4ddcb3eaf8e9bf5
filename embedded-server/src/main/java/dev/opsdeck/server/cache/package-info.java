/// Caches in memory and in Redis with figures and flush, and how instances tell each other of changes. Knows no
/// feature.
@NullMarked
package dev.opsdeck.server.cache;

import org.jspecify.annotations.NullMarked;
