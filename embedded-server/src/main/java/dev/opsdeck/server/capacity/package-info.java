/// Capacity: ramp runs fitted with the Universal Scalability Law, headroom, advice, and the plan of what it costs.
@NullMarked
package dev.opsdeck.server.capacity;

import org.jspecify.annotations.NullMarked;
