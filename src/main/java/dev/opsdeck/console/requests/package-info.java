/// The Requests page: slow and failed requests, and what database statements did.
@NullMarked
package dev.opsdeck.console.requests;

import org.jspecify.annotations.NullMarked;
