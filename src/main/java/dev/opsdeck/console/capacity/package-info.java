/// The Capacity page: what the server bears, how much of that is in use, what to do about it, and what that costs.
@NullMarked
package dev.opsdeck.console.capacity;

import org.jspecify.annotations.NullMarked;
