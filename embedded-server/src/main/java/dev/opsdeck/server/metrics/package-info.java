/// The first stations of a latency on its way up: measured in the filter, recorded by route, read once a second.
@NullMarked
package dev.opsdeck.server.metrics;

import org.jspecify.annotations.NullMarked;
