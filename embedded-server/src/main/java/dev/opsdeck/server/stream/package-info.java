/// The last stations of the server's side of the road up: events numbered, kept for resuming, and written to every
/// subscriber at its own pace.
@NullMarked
package dev.opsdeck.server.stream;

import org.jspecify.annotations.NullMarked;
