/// Is it alive, is it ready, who is it.
@NullMarked
package dev.opsdeck.api.health;

import org.jspecify.annotations.NullMarked;
