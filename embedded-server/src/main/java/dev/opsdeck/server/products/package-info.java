/// The catalogue: reads through caches, writes, search, scores.
@NullMarked
package dev.opsdeck.server.products;

import org.jspecify.annotations.NullMarked;
