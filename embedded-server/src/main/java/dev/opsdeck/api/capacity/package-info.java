/// Capacity: what a server bears, how much of that is in use, what to do about it, and what that costs.
@NullMarked
package dev.opsdeck.api.capacity;

import org.jspecify.annotations.NullMarked;
