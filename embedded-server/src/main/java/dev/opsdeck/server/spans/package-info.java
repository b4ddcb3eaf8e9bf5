/// What a request or a run does while it is under way, written down cheaply. Knows nothing of the rest of the server.
@NullMarked
package dev.opsdeck.server.spans;

import org.jspecify.annotations.NullMarked;
