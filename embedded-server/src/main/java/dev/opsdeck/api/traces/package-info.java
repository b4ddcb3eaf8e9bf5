/// What single requests and runs spent their time on.
@NullMarked
package dev.opsdeck.api.traces;

import org.jspecify.annotations.NullMarked;
