/// Feeds: where they come from and what a run of one did.
@NullMarked
package dev.opsdeck.api.sync;

import org.jspecify.annotations.NullMarked;
