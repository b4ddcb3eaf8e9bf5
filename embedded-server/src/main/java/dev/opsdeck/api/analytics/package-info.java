/// What became of the catalogue: events in, figures out.
@NullMarked
package dev.opsdeck.api.analytics;

import org.jspecify.annotations.NullMarked;
