/// Requests that were slow or failed, and what database statements did.
@NullMarked
package dev.opsdeck.server.requests;

import org.jspecify.annotations.NullMarked;
