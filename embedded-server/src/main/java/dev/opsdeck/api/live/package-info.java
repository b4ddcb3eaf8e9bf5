/// What the server tells by itself: the events of `/ops/live`.
@NullMarked
package dev.opsdeck.api.live;

import org.jspecify.annotations.NullMarked;
