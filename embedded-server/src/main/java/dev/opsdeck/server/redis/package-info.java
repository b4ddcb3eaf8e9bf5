/// The connection to a Redis that several instances share: what is kept there, caches and limits know. Knows no
/// feature.
@NullMarked
package dev.opsdeck.server.redis;

import org.jspecify.annotations.NullMarked;
