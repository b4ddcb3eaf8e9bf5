/// Cache figures and flush.
@NullMarked
package dev.opsdeck.api.caches;

import org.jspecify.annotations.NullMarked;
