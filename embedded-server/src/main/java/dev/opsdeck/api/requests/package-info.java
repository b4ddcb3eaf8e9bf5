/// What single requests and database statements did.
@NullMarked
package dev.opsdeck.api.requests;

import org.jspecify.annotations.NullMarked;
